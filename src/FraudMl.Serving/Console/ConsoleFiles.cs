namespace FraudMl.Serving;

/// <summary>The page, its style and its script, which this assembly carries.</summary>
internal static class ConsoleFiles
{
    public static string Page { get; } = Read("console.html");

    public static string Style { get; } = Read("console.css");

    public static string Script { get; } = Read("console.js");

    private static string Read(string name)
    {
        using Stream stream = typeof(ConsoleFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new FraudMlException($"FraudMl.Serving does not carry '{name}'. Reinstall the package.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
