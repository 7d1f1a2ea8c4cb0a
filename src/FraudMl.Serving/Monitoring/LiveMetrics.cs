using System.Text.Json.Serialization;

namespace FraudMl.Serving;

/// <summary>How good a served model is on the transactions that this server scored and remembers.</summary>
public sealed record LiveReport
{
    /// <value>Each version over all days, the one in service last.</value>
    public required IReadOnlyList<LiveMetrics> Versions { get; init; }

    /// <value>Each day and version, in UTC, oldest first.</value>
    public required IReadOnlyList<LiveMetrics> Days { get; init; }

    /// <summary>Returns the versions, one a line.</summary>
    public override string ToString() => string.Join('\n', Versions);
}

/// <summary>How good one version is. What needs labels is over the transactions that have one; null where it is undefined.</summary>
public sealed record LiveMetrics
{
    /// <value>The model's name.</value>
    public required string ModelName { get; init; }

    /// <value>Its version; null when it has none.</value>
    public string? ModelVersion { get; init; }

    /// <value>The day in UTC; null for all days together.</value>
    public DateOnly? Day { get; init; }

    /// <value>The transactions that were scored with an id.</value>
    public required int RowCount { get; init; }

    /// <value>Those of them that have a label.</value>
    public required int LabelledCount { get; init; }

    /// <value>Those of them that were frauds.</value>
    public required int FraudCount { get; init; }

    /// <value>The share of frauds among those with a label.</value>
    public double? BaseRate { get; init; }

    /// <value>The share of flagged transactions among those that were decided.</value>
    public double? AlertRate { get; init; }

    /// <value>The average precision.</value>
    public double? AveragePrecision { get; init; }

    /// <value>The area under the ROC curve.</value>
    public double? RocAuc { get; init; }

    /// <value>The share of frauds among the flagged.</value>
    public double? Precision { get; init; }

    /// <value>The share of flagged among the frauds.</value>
    public double? Recall { get; init; }

    /// <value>What the decisions cost: missed frauds and reviews, by the model's own costs.</value>
    public double? Cost { get; init; }

    internal static readonly string[] Names =
        ["rows", "labelled", "frauds", "base_rate", "alert_rate", "average_precision", "roc_auc", "precision", "recall", "cost"];

    /// <value>The metrics by the names they have in MLflow and in telemetry.</value>
    [JsonIgnore]
    internal IEnumerable<(string Name, double? Value)> Values => Names.Zip(
        new double?[] { RowCount, LabelledCount, FraudCount, BaseRate, AlertRate, AveragePrecision, RocAuc, Precision, Recall, Cost });

    /// <summary>Returns the version and its metrics.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{ModelName}, version {ModelVersion ?? "-"}: {RowCount:#,0} scored, {LabelledCount:#,0} labelled, {FraudCount:#,0} frauds, ")
        + FormattableString.Invariant($"average precision {AveragePrecision:0.000}");
}
