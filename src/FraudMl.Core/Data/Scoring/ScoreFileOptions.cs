namespace FraudMl;

/// <summary>Options of scoring a file.</summary>
public sealed record ScoreFileOptions : ValidatedOptions
{
    /// <value>The columns of the file that are written before the scores, in the order given; null for all as they stand. Default
    /// null.</value>
    public IReadOnlyList<string>? Keep { get; init; }

    /// <value>How a CSV file is written; what they leave open is as in training.</value>
    public CsvOptions Csv { get; init; } = new();

    /// <value>Limits of a Parquet file.</value>
    public ParquetReadingOptions Parquet { get; init; } = new();

    /// <value>How many rows of CSV are in memory at once, at most: from 1 to 1,048,576. Rows of many characters are fewer; of Parquet it is
    /// a row group. Default 16,384.</value>
    [Rule(AtLeast = 1, AtMost = 1 << 20)]
    public int ChunkRowCount { get; init; } = 1 << 14;

    /// <value>Whether other files hold what came before the rows of this one.</value>
    internal bool IsOneOfMany { get; init; }
}
