using System.Globalization;

namespace FraudMl.Benchmarks;

/// <summary>What every benchmark takes: <c>[--data FILE] [--json FILE] [--peers FOLDER] [--only TEXT]</c>.</summary>
internal sealed record BenchmarkArguments(string? Data, string? Json, string Peers, string? Only)
{
    private string[] _given = [];

    /// <summary>Returns what follows an argument; null where it is not given.</summary>
    public string? Value(string name) => Array.IndexOf(_given, name) is >= 0 and var at && at + 1 < _given.Length ? _given[at + 1] : null;

    /// <summary>Returns the number that follows an argument, or another where it is not given.</summary>
    public int Number(string name, int otherwise) =>
        Value(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Returns whether a case is to run: all of them, or those whose name has the text of <c>--only</c>.</summary>
    public bool Wants(string name) => Only is null || name.Contains(Only, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the arguments; files that are not named are looked for in <c>../shared</c> beside the repository.</summary>
    public static BenchmarkArguments Parse(string[] arguments, string defaultDataFile)
    {
        var given = new BenchmarkArguments(null, null, "", null) { _given = arguments };
        string shared = Path.Combine(Repository(), "..", "shared");
        string data = given.Value("--data") ?? Path.GetFullPath(Path.Combine(shared, "data", defaultDataFile));
        return given with
        {
            Data = File.Exists(data) ? data : null, Json = given.Value("--json"), Only = given.Value("--only"),
            Peers = given.Value("--peers") ?? Path.GetFullPath(Path.Combine(shared, "peers")),
        };
    }

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "FraudMl.Sdk.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? Directory.GetCurrentDirectory();
    }
}
