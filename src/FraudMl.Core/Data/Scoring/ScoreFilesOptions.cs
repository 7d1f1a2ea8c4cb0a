namespace FraudMl;

/// <summary>Options of scoring many files.</summary>
public sealed record ScoreFilesOptions : ValidatedOptions
{
    /// <value>How each file is scored.</value>
    public ScoreFileOptions File { get; init; } = new();

    /// <value>How many files are scored at once, at least 1. Default the number of processors.</value>
    [Rule(AtLeast = 1)]
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <value>Whether the first file that can't be scored stops the others; false scores them before it is told. Default false.</value>
    public bool StopAtFirst { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (File.Csv.QuarantinePath is not null)
            yield return "File.Csv.QuarantinePath must be null: rows that are set aside stand in a file beside the scores of theirs.";
    }
}
