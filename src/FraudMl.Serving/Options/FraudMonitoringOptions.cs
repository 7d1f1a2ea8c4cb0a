namespace FraudMl.Serving;

/// <summary>How a served model is watched; bound from <c>FraudScoring:Monitoring</c>.</summary>
public sealed record FraudMonitoringOptions : ValidatedOptions
{
    /// <value>Whether scored rows are counted for drift, where the model has a reference profile. Default true.</value>
    public bool IsCountingDrift { get; set; } = true;

    /// <value>From where on drift is told.</value>
    public DriftOptions Drift { get; set; } = new();

    /// <value>How long scored rows are counted together, from full hour to full hour; a minute to a day. Default an hour.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(1);

    /// <value>How many windows are kept, at least 1: what is reported when nothing else is asked. Default 24.</value>
    [Rule(AtLeast = 1, AtMost = 10_000)]
    public int WindowCount { get; set; } = 24;

    /// <value>
    /// How many scored transactions with an id are remembered for their labels, at least 1; the oldest are forgotten first. One takes about
    /// 120 bytes. Default 1,000,000.
    /// </value>
    [Rule(AtLeast = 1)]
    public int MaximumScoredCount { get; set; } = 1_000_000;

    /// <value>How long they are remembered; above 0. Default 60 days.</value>
    public TimeSpan MaximumAge { get; set; } = TimeSpan.FromDays(60);

    /// <value>After how long a transaction without a label counts as legitimate, where only frauds are reported; above 0. Default null: it
    /// counts for no metric that needs labels.</value>
    public TimeSpan? AssumeLegitimateAfter { get; set; }

    /// <value>A folder in which scored ids and labels outlive the process, one for each server. Default null: none.</value>
    public string? Directory { get; set; }

    /// <value>The MLflow experiment that gets a run for each day and version, with the live metrics. Default null: none.</value>
    public string? ExperimentName { get; set; }

    /// <value>How often changed metrics are logged there; at least a second. Default an hour.</value>
    public TimeSpan LogInterval { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Window < TimeSpan.FromMinutes(1) || Window > TimeSpan.FromDays(1))
            yield return $"Window must be a minute to a day. Got {Window} instead.";
        if (MaximumAge <= TimeSpan.Zero) yield return $"MaximumAge must be above 0. Got {MaximumAge} instead.";
        if (AssumeLegitimateAfter <= TimeSpan.Zero)
            yield return $"AssumeLegitimateAfter must be above 0, or not set. Got {AssumeLegitimateAfter} instead.";
        if (LogInterval < TimeSpan.FromSeconds(1)) yield return $"LogInterval must be at least a second. Got {LogInterval} instead.";
        if (Directory is not null && string.IsNullOrWhiteSpace(Directory))
            yield return "Directory must name a folder, or not be set. It is empty.";
        if (ExperimentName is not null && string.IsNullOrWhiteSpace(ExperimentName))
            yield return "ExperimentName must name an experiment, or not be set. It is empty.";
    }
}
