namespace FraudMl.Sdk.Host.Building;

/// <summary>What a target asks for: lines of a word and its fields, by tabs.</summary>
internal sealed class Request
{
    private readonly ILookup<string, string[]> _lines;

    private Request(ILookup<string, string[]> lines) => _lines = lines;

    /// <summary>Reads a file that a target wrote.</summary>
    public static Request Read(string file) => new(File.ReadAllLines(file)
        .Select(line => line.Split('\t', StringSplitOptions.TrimEntries)).ToLookup(line => line[0], line => line[1..]));

    public string Project => One("project");

    public string LockFile => One("lock");

    public string Cache => One("cache");

    /// <value>The folder that the list of files and the records are written to.</value>
    public string Output => One("output");

    /// <value>Whether the lock file must not change.</value>
    public bool IsLocked => One("locked").Equals("true", StringComparison.OrdinalIgnoreCase);

    // The project of a script is in memory only, and named after it: score.cs.csproj.
    private string Script => Path.ChangeExtension(Project, null);

    /// <summary>Returns the fields of the only line of a word; empty where there is none.</summary>
    public string One(string word) => _lines[word].FirstOrDefault() is [var field, ..] ? field : "";

    /// <summary>Returns the fields of every line of a word, and where its item stands; the first field is what the item includes, the last
    /// the file that defines it.</summary>
    public IEnumerable<(string[] Fields, Place Place)> Items(string word, string element) =>
        _lines[word].Select(fields => (fields, Place.Of(element, fields[0], Project, Script, fields[^1])));
}
