using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>What would happen if every row with at least this score were flagged.</summary>
/// <param name="Threshold">The score from which rows are flagged.</param>
/// <param name="Flagged">The weight of the flagged rows.</param>
/// <param name="Precision">The share of them that are frauds.</param>
/// <param name="Recall">The share of all frauds among them; NaN without frauds.</param>
/// <param name="F1">The harmonic mean of both; NaN without frauds.</param>
/// <param name="FalsePositiveRate">The share of legitimate rows among them; NaN without legitimate rows.</param>
/// <param name="Cost">The total cost of reviews and missed frauds; null when no costs were given.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record ThresholdRow(
    double Threshold, double Flagged, double Precision, double Recall, double F1, double FalsePositiveRate, double? Cost)
{
    /// <value>F2, in which recall counts twice as much as precision; NaN without frauds.</value>
    public double F2 { get; init; }

    /// <value>False alarms for each fraud found; infinity when none is found.</value>
    public double FalsePositivesPerFraud { get; init; }

    /// <value>The weight of the flagged rows divided by the number of days; null when the days are unknown.</value>
    public double? AlertsPerDay { get; init; }

    /// <value>The cost of frauds that are flagged; null when no costs were given.</value>
    public double? AmountCaught { get; init; }

    /// <value>The cost of frauds that pass; null when no costs were given.</value>
    public double? AmountMissed { get; init; }

    /// <value>What is saved against flagging nothing, reviews paid; null when no costs were given.</value>
    public double? NetSavings { get; init; }
}
