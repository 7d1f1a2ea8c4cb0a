using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

/// <summary>What the decisions cost, beside the alternatives. A flagged row costs its review, a fraud that passes its amount.</summary>
/// <param name="Decisions">The total cost of the decisions taken.</param>
/// <param name="BestThreshold">The single threshold that would have cost least on these rows, known only in hindsight;
/// infinity flags nothing.</param>
/// <param name="BestThresholdCost">The total cost at that threshold.</param>
/// <param name="FlagNothing">The total cost if every row passed.</param>
/// <param name="FlagAll">The total cost if every row were reviewed.</param>
/// <param name="Savings">1 − cost / min(<paramref name="FlagNothing"/>, <paramref name="FlagAll"/>) (Bahnsen et al. 2014);
/// NaN when that is free.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record CostSummary(
    double Decisions, double BestThreshold, double BestThresholdCost, double FlagNothing, double FlagAll, double Savings)
{
    internal static CostSummary? Of(ScoredRows rows, ScoreSweep sweep)
    {
        if (rows.Tally.Costs is not { } costs) return null;
        (double threshold, double cost) = ThresholdCosts.Best(sweep, costs.FlagNothing);
        return new(costs.Decided, threshold, cost, costs.FlagNothing, costs.FlagAll, CostMetrics.Savings(rows.Tally).Value);
    }
}
