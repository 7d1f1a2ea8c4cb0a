namespace FraudMl;

/// <summary>Options of scoring a file.</summary>
public sealed record ScoreFileOptions : ValidatedOptions
{
    /// <value>The columns of the file that are written before the scores, in the order given; null for all as they stand. Default
    /// null.</value>
    public IReadOnlyList<string>? Keep { get; init; }

    /// <value>How the file is written; what they leave open is as in training.</value>
    public CsvOptions Csv { get; init; } = new();

    /// <value>How many rows are in memory at once, at most: from 1 to 1,048,576. Rows of many characters are fewer. Default 16,384.</value>
    [Rule(AtLeast = 1, AtMost = 1 << 20)]
    public int ChunkRowCount { get; init; } = 1 << 14;
}
