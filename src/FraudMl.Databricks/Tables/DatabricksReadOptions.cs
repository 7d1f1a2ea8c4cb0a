namespace FraudMl;

/// <summary>Options of <c>Dataset.FromDatabricksAsync</c>.</summary>
public sealed record DatabricksReadOptions : ValidatedOptions
{
    /// <value>The workspace. Default: that of the environment or of <c>.databrickscfg</c>.</value>
    public DatabricksOptions Connection { get; init; } = new();

    /// <value>The catalog of names that have none. Default: the warehouse's.</value>
    public string? Catalog { get; init; }

    /// <value>The schema of names that have none. Default: <c>default</c>.</value>
    public string? Schema { get; init; }

    /// <value>The most rows that are read, any of them, at least 1. Default: all.</value>
    [Rule(AtLeast = 1)]
    public int? RowLimit { get; init; }

    /// <value>The share of the legitimate rows that is drawn where the data is, in (0, 1]; every fraud stays. Default: 1, all rows.</value>
    [Rule(Above = 0, AtMost = 1)]
    public double SampleShare { get; init; } = 1;

    /// <value>The seed of the sample, whether frauds stay, and the column that gets the weights. Ignored when <see cref="SampleShare"/>
    /// is 1.
    /// The same seed draws the same rows as long as the table and its files stay the same.</value>
    public SampleOptions Sampling { get; init; } = new();

    /// <value>
    /// Velocity features that the warehouse computes over the whole table or query, before <c>where:</c> and samples leave rows out: what
    /// <c>data.WithWindows</c> computes, where the table is too large to read. The model carries them as if it had. Default: none.
    /// </value>
    public IReadOnlyList<EntityWindows> Windows { get; init; } = [];

    /// <value>The column that orders rows of the same time, as the order of its rows does for a file, such as a transaction's number;
    /// distinct among the rows of an entity and a time. Default: none; <see cref="Windows"/> need one.</value>
    public string? WindowOrderColumn { get; init; }

    /// <value>How rows come. Default: <see cref="DatabricksTransfer.Auto"/>.</value>
    public DatabricksTransfer Transfer { get; init; }

    /// <value>How many files of a result come at once, 1 to 16; each takes about 4 MB. Default 4.</value>
    [Rule(AtLeast = 1, AtMost = 16)]
    public int DownloadCount { get; init; } = 4;

    /// <value>Hears how far it is, on a thread of the pool. Default: nobody.</value>
    public Action<DatabricksProgress>? OnProgress { get; init; }
}

/// <summary>How rows come from Databricks.</summary>
public enum DatabricksTransfer
{
    /// <summary>As Arrow; within the answer where <see cref="DatabricksReadOptions.RowLimit"/> is 1,000 or less.</summary>
    Auto,

    /// <summary>As Arrow files from the cloud's storage, at most 100 GiB.</summary>
    Arrow,

    /// <summary>Within the answers, as JSON: at most 25 MiB, and no other address than the workspace's is needed.</summary>
    Inline,
}
