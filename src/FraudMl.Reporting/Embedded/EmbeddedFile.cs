namespace FraudMl.Reporting;

/// <summary>Reads what this assembly carries inside: fonts, scripts, styles.</summary>
internal static class EmbeddedFile
{
    public static Stream Open(string name) =>
        typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)
        ?? throw new FraudMlException($"FraudMl.Reporting does not carry '{name}'. Reinstall the package.");

    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }
}
