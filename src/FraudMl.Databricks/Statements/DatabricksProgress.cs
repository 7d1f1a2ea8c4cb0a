namespace FraudMl;

/// <summary>How far reading from Databricks, or writing to it, is.</summary>
/// <param name="Stage">What is going on.</param>
/// <param name="RowCount">The rows that were read, or written to files.</param>
/// <param name="TotalRowCount">The rows that there are; null while the statement has not ended.</param>
public sealed record DatabricksProgress(DatabricksStage Stage, long RowCount, long? TotalRowCount);

/// <summary>What goes on while rows are read from Databricks or written to it.</summary>
public enum DatabricksStage
{
    /// <summary>The statement waits for its turn.</summary>
    Waiting,

    /// <summary>The warehouse was stopped, and starts: that takes minutes, seconds where it is serverless.</summary>
    StartingWarehouse,

    /// <summary>The statement runs.</summary>
    Running,

    /// <summary>The rows are read.</summary>
    Reading,

    /// <summary>The rows are brought to a volume.</summary>
    Writing,
}
