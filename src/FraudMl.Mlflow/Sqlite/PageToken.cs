using System.Text;
using System.Text.Json;

namespace FraudMl.Mlflow;

/// <summary>Page tokens of the embedded store: base64 of <c>{"offset": N}</c>.</summary>
internal static class PageToken
{
    public static int Offset(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return 0;
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(token);
        }
        catch (FormatException)
        {
            throw MlflowException.Invalid("Invalid page token, could not base64-decode");
        }

        try
        {
            if (JsonSerializer.Deserialize(bytes, MlflowJsonContext.Default.MlflowPageToken)?.Offset is { } offset and >= 0)
                return offset;
        }
        catch (JsonException)
        {
            // Falls through to the same refusal.
        }

        throw MlflowException.Invalid($"Invalid page token, decoded value=b'{Encoding.UTF8.GetString(bytes)}'");
    }

    /// <summary>Cuts the extra row that shows there is a next page, and returns that page's token.</summary>
    public static string? Next<T>(List<T> rows, int pageSize, int offset)
    {
        if (rows.Count <= pageSize)
            return null;
        rows.RemoveRange(pageSize, rows.Count - pageSize);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new MlflowPageToken(offset + pageSize), MlflowJsonContext.Default.MlflowPageToken);
        return Convert.ToBase64String(json);
    }

    /// <summary>Returns the page size if it is in range.</summary>
    public static int Size(int pageSize, int most) => pageSize switch
    {
        < 1 => throw MlflowException.Invalid($"Invalid value {pageSize} for parameter 'max_results' supplied. It must be a positive integer"),
        _ when pageSize > most => throw MlflowException.Invalid($"Invalid value {pageSize} for parameter 'max_results' supplied. It must be at most {most}"),
        _ => pageSize,
    };
}
