namespace FraudMl.Serving;

/// <summary>How a model is served; bound from the configuration section <c>FraudScoring</c> and checked at start.</summary>
public sealed record FraudScoringOptions : ValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "FraudScoring";

    /// <summary>The configuration section that has a section for each model with a name.</summary>
    public const string ModelsSectionName = "FraudScoringModels";

    /// <value>The model: <c>models:/name@alias</c>, <c>models:/name/version</c>, a model directory or a file that
    /// <see cref="FraudModel.Save(Stream)"/> wrote.</value>
    public string ModelUri { get; set; } = "";

    /// <value>Where <c>models:/</c> is looked up, in MLflow's forms. Default null: as <c>MLFLOW_TRACKING_URI</c> says, else
    /// <c>sqlite:///mlflow.db</c>.</value>
    public string? TrackingUri { get; set; }

    /// <value>The largest request body in bytes, at least 1; a larger one is answered with 413. Default 16 MiB.</value>
    [Rule(AtLeast = 1, AtMost = 1 << 30)]
    public int MaximumBodyBytes { get; set; } = 16 << 20;

    /// <value>
    /// How many bytes all request bodies above 1 MiB may have together, while they are scored; beyond, requests are answered with 503 and
    /// <c>Retry-After</c>. One body always fits. At least 1. Default 64 MiB.
    /// </value>
    [Rule(AtLeast = 1)]
    public int MaximumConcurrentBodyBytes { get; set; } = 64 << 20;

    /// <value>The most bytes of one line of <c>/score/batch</c>, at least 1; a longer line is answered with an error, and those behind it
    /// are scored. Bodies may have any number of lines. Default 1 MiB.</value>
    [Rule(AtLeast = 1, AtMost = 1 << 30)]
    public int MaximumLineBytes { get; set; } = 1 << 20;

    /// <value>The most rows of one request, at least 1; more are answered with 413. Default 10,000.</value>
    [Rule(AtLeast = 1)]
    public int MaximumRowCount { get; set; } = 10_000;

    /// <value>How raw transactions get the window features of a model; by default requests bring these.</value>
    public FraudVelocityOptions Velocity { get; set; } = new();

    /// <value>The column by which a request names a transaction, for labels and audits: a text or a number, which the model need not have.
    /// Requests without it are scored, too. Default null: none.</value>
    public string? IdColumn { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (IdColumn is not null && string.IsNullOrWhiteSpace(IdColumn)) yield return "IdColumn must name a column, or not be set. It is empty.";
    }
}
