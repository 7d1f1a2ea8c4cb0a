namespace FraudMl.Benchmarks;

/// <summary>What every benchmark takes: <c>[--data FILE] [--json FILE] [--peers FOLDER] [--only TEXT]</c>.</summary>
internal sealed record BenchmarkArguments(string? Data, string? Json, string Peers, string? Only)
{
    /// <summary>Returns whether a case is to run: all of them, or those whose name has the text of <c>--only</c>.</summary>
    public bool Wants(string name) => Only is null || name.Contains(Only, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the arguments; files that are not named are looked for in <c>../shared</c> beside the repository.</summary>
    public static BenchmarkArguments Parse(string[] arguments, string defaultDataFile)
    {
        string? Value(string name) => Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
        string shared = Path.Combine(Repository(), "..", "shared");
        string data = Value("--data") ?? Path.GetFullPath(Path.Combine(shared, "data", defaultDataFile));
        return new BenchmarkArguments(File.Exists(data) ? data : null, Value("--json"), Value("--peers") ?? Path.GetFullPath(Path.Combine(shared, "peers")), Value("--only"));
    }

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "FraudMl.Sdk.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? Directory.GetCurrentDirectory();
    }
}
