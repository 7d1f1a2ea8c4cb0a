namespace FraudMl.Serving;

/// <summary>The content types of the scoring protocol: compared to the letter, with charset=utf-8 as the only parameter.</summary>
internal static class ContentTypes
{
    public const string Json = "application/json";

    public const string Csv = "text/csv";

    /// <summary>JSON lines under the names that are in use for them; answers have the first.</summary>
    public static readonly string[] JsonLines =
        ["application/x-ndjson", "application/jsonl", "application/jsonlines", "application/x-jsonlines"];

    /// <summary>The ways in which a body may be packed, for Accept-Encoding.</summary>
    public const string Encodings = "gzip, br";

    public const string Parquet = "application/vnd.apache.parquet";

    /// <summary>What Parquet was called before it had a name of its own.</summary>
    public const string OldParquet = "application/x-parquet";

    /// <summary>Returns how a body is packed; null when it is packed otherwise, or more than once.</summary>
    public static BodyEncoding? EncodingOf(string? encoding)
    {
        if (string.IsNullOrEmpty(encoding)) return BodyEncoding.Identity;
        if (Is("") || Is("identity")) return BodyEncoding.Identity;
        if (Is("gzip") || Is("x-gzip")) return BodyEncoding.Gzip;
        return Is("br") ? BodyEncoding.Brotli : null;

        bool Is(string other) => encoding.AsSpan().Trim().Equals(other, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Returns why a request is refused with 415, or null.</summary>
    public static string? Refusal(string? contentType, ReadOnlySpan<string> supported)
    {
        if (supported.Contains(contentType)) return null;
        ReadOnlySpan<char> text = contentType;
        int end = text.IndexOf(';');
        ReadOnlySpan<char> parameters = end < 0 ? [] : text[(end + 1)..];
        foreach (Range part in parameters.Split(';'))
        {
            if (ParameterRefusal(parameters[part].Trim()) is { } refusal) return refusal;
        }

        ReadOnlySpan<char> mediaType = (end < 0 ? text : text[..end]).Trim();
        foreach (string type in supported)
        {
            if (mediaType.SequenceEqual(type)) return null;
        }

        string types = $"This predictor only supports the following content types: {string.Join(", ", supported)}.";
        return mediaType.IsEmpty ? $"{types} The request has none." : types;
    }

    private static string? ParameterRefusal(ReadOnlySpan<char> parameter)
    {
        if (parameter.IsEmpty) return null;
        int equals = parameter.IndexOf('=');
        ReadOnlySpan<char> name = equals < 0 ? parameter : parameter[..equals].Trim();
        if (!name.Equals("charset", StringComparison.OrdinalIgnoreCase))
            return "Unrecognized content type parameters. The only one allowed is charset=utf-8.";
        bool isUtf8 = equals >= 0 && parameter[(equals + 1)..].Trim().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return isUtf8 ? null : "The scoring server only supports UTF-8";
    }
}
