using System.Text.RegularExpressions;

namespace FraudMl.Tool.Shell;

/// <summary>Takes what nobody may read out of texts that others wrote.</summary>
internal static partial class Secrets
{
    private static readonly string[] Words = ["TOKEN", "PASSWORD", "SECRET", "_KEY", "CREDENTIAL", "CONNECTION_STRING"];

    /// <summary>Returns the text with stars for values of secret environment variables, and for log-ins in addresses.</summary>
    public static string Hidden(string text)
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable is { Key: string name, Value: string { Length: > 7 } value }
                && Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
                text = text.Replace(value, "***", StringComparison.Ordinal);
        }

        return Login().Replace(text, "://***@");
    }

    [GeneratedRegex(@"://[^/\s@]+@")]
    private static partial Regex Login();
}
