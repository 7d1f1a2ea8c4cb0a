namespace FraudMl;

/// <summary>Limits of reading Parquet files.</summary>
public sealed record ParquetReadingOptions : ValidatedOptions
{
    /// <value>The most rows that are read, at least 1; files with more are an error. Default 100,000,000.</value>
    [Rule(AtLeast = 1)]
    public int MaximumRowCount { get; init; } = 100_000_000;

    /// <value>The most bytes of a file, at least 1: its own, and those of its columns once they are unpacked, as the file says; a larger
    /// file is an error. Default 64 GiB.</value>
    [Rule(AtLeast = 1)]
    public long MaximumBytes { get; init; } = 64L << 30;
}
