namespace FraudMl.Serving;

/// <summary>The content types of the scoring protocol: compared to the letter, with charset=utf-8 as the only parameter.</summary>
internal static class ContentTypes
{
    public const string Json = "application/json";

    public const string Csv = "text/csv";

    public const string Gzip = "gzip";

    private const string Parquet = "application/vnd.apache.parquet";

    /// <summary>Returns whether a body is packed as gzip (RFC 9110).</summary>
    public static bool IsGzip(string? encoding) =>
        string.Equals(encoding?.Trim(), Gzip, StringComparison.OrdinalIgnoreCase) || string.Equals(encoding?.Trim(), "x-gzip", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a body is not packed.</summary>
    public static bool IsIdentity(string? encoding) =>
        string.IsNullOrWhiteSpace(encoding) || string.Equals(encoding.Trim(), "identity", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns why a request is refused with 415, or null.</summary>
    public static string? Refusal(string? contentType, ReadOnlySpan<string> supported)
    {
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
        if (mediaType.SequenceEqual(Parquet)) return $"{types} Parquet is not supported yet: send the rows as CSV or JSON.";
        return mediaType.IsEmpty ? $"{types} The request has none." : types;
    }

    private static string? ParameterRefusal(ReadOnlySpan<char> parameter)
    {
        if (parameter.IsEmpty) return null;
        int equals = parameter.IndexOf('=');
        ReadOnlySpan<char> name = equals < 0 ? parameter : parameter[..equals].Trim();
        if (!name.Equals("charset", StringComparison.OrdinalIgnoreCase)) return "Unrecognized content type parameters. The only one allowed is charset=utf-8.";
        bool isUtf8 = equals >= 0 && parameter[(equals + 1)..].Trim().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return isUtf8 ? null : "The scoring server only supports UTF-8";
    }
}
