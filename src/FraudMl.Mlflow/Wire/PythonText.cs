namespace FraudMl.Mlflow;

/// <summary>Texts as Python prints them in MLflow's messages.</summary>
internal static class PythonText
{
    public static string Quote(string text) =>
        text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal)
        ? $"\"{text}\""
        : $"'{text.Replace("'", @"\'", StringComparison.Ordinal)}'";

    public static string QuoteOrNone(string? text) => text is null ? "None" : Quote(text);
}
