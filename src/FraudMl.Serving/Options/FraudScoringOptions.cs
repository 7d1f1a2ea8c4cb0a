namespace FraudMl.Serving;

/// <summary>How a model is served; bound from the configuration section <c>FraudScoring</c> and checked at start.</summary>
public sealed record FraudScoringOptions : ValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "FraudScoring";

    /// <summary>The configuration section that has a section for each model with a name.</summary>
    public const string ModelsSectionName = "FraudScoringModels";

    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);

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

    /// <value>How often the registry, the directory or the file is asked whether there is another model to serve. Zero: never, only when
    /// <see cref="IServedModelAdmin.ReloadAsync"/> or the admin route says so. Default 30 seconds.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <value>The SHA-256 that the model's MLmodel, or its file, must have, in 64 hexadecimal digits: no other model is served. Default
    /// null: any.</value>
    public string? Digest { get; set; }

    /// <value>Whether a new version may need columns that the one in service does not, or stop to decide: requests that were answered may
    /// then be refused. Default false: such a version is refused.</value>
    public bool AllowSchemaChange { get; set; }

    /// <value>The longest that a new version may take for one row, the best of several; a slower one is refused. Above zero. Default 10
    /// milliseconds.</value>
    public TimeSpan MaximumRowTime { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <value>The secret with which MLflow or Databricks signs its webhooks; with it, <c>MapFraudScoringAdmin</c> maps their receiver.
    /// Default null: there is none.</value>
    public string? WebhookSecret { get; set; }

    /// <value>The column by which a request names a transaction, for labels and audits: a text or a number, which the model need not have.
    /// Requests without it are scored, too. Default null: none.</value>
    public string? IdColumn { get; set; }

    /// <value>How many answers to requests with an <c>Idempotency-Key</c> are remembered, at least 0; of 64 MiB together at most. 0 ignores
    /// the header. Default 10,000.</value>
    [Rule(AtLeast = 0)]
    public int IdempotencyKeyCount { get; set; } = 10_000;

    /// <value>How long they are remembered; above 0. Default a day.</value>
    public TimeSpan IdempotencyAge { get; set; } = TimeSpan.FromDays(1);

    /// <value>How what it scores is watched: drift, labels, live metrics.</value>
    public FraudMonitoringOptions Monitoring { get; set; } = new();

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (PollInterval < TimeSpan.Zero || PollInterval > LongestInterval)
            yield return $"PollInterval must be in [00:00:00, {LongestInterval}]. Got {PollInterval} instead.";
        if (MaximumRowTime <= TimeSpan.Zero) yield return $"MaximumRowTime must be above zero. Got {MaximumRowTime} instead.";
        if (Digest is not null && (Digest.Length != 64 || !Digest.All(char.IsAsciiHexDigit)))
            yield return "Digest must be a SHA-256 in 64 hexadecimal digits.";
        if (WebhookSecret is "") yield return "WebhookSecret must have a character at least, or not be set.";
        if (IdColumn is not null && string.IsNullOrWhiteSpace(IdColumn))
            yield return "IdColumn must name a column, or not be set. It is empty.";
        if (IdempotencyAge <= TimeSpan.Zero) yield return $"IdempotencyAge must be above 0. Got {IdempotencyAge} instead.";
    }
}
