using System.Text;
using System.Text.Json;

namespace FraudMl.Mlflow;

/// <summary>Page tokens of the embedded store: base64 of <c>{"offset": N}</c>.</summary>
internal static class PageToken
{
    public static int Offset(string? token) => Read(token)?.Offset ?? 0;

    public static MlflowPageToken? Read(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        byte[] bytes;
        try
        {
            // As Python decodes: what is no base64 is skipped.
            bytes = Convert.FromBase64String(string.Concat(token.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=')));
        }
        catch (FormatException)
        {
            throw MlflowException.Invalid("Invalid page token, could not base64-decode");
        }

        try
        {
            if (JsonSerializer.Deserialize(bytes, MlflowJsonContext.Default.MlflowPageToken) is { Offset: >= 0 } read)
                return read;
        }
        catch (JsonException)
        {
            // Falls through to the same refusal.
        }

        throw MlflowException.Invalid($"Invalid page token, decoded value=b'{Encoding.UTF8.GetString(bytes)}'");
    }

    /// <summary>Cuts the extra row that shows there is a next page, and returns that page's token.</summary>
    public static string? Next<T>(List<T> rows, int pageSize, int offset) =>
        HasNext(rows, pageSize) ? Write(new MlflowPageToken(offset + pageSize)) : null;

    public static string Write(MlflowPageToken token) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(token, MlflowJsonContext.Default.MlflowPageToken));

    /// <summary>Cuts the extra row; returns whether there was one.</summary>
    public static bool HasNext<T>(List<T> rows, int pageSize)
    {
        if (rows.Count <= pageSize)
            return false;
        int kept = Math.Max(pageSize, 0);
        rows.RemoveRange(kept, rows.Count - kept);
        return true;
    }

    /// <summary>Returns the page size if it is in range.</summary>
    public static int Size(int pageSize, int most) => pageSize switch
    {
        < 1 => throw MlflowException.Invalid(
            $"Invalid value {pageSize} for parameter 'max_results' supplied. It must be a positive integer"),
        _ when pageSize > most =>
            throw MlflowException.Invalid($"Invalid value {pageSize} for parameter 'max_results' supplied. It must be at most {most}"),
        _ => pageSize,
    };

    /// <summary>Returns the page size of a search that answers a size below one with no rows and the token of the same page.</summary>
    public static int LenientSize(int pageSize, int most) => pageSize < 1 ? Math.Max(pageSize, -1) : Size(pageSize, most);
}
