using static System.FormattableString;

namespace FraudMl;

/// <summary>Flags as many rows a day as a team can check: by probability, or by margin where too many rows share a probability.</summary>
[DefinedAs("Thresholds.AlertsPerDay")]
internal sealed class AlertsPerDayThreshold(AlertsPerDayOptions options) : ThresholdRule(options), ICapacityRule
{
    public override string Name => $"flag up to {Text(options.Count)} transactions a day";

    public override IDecisionRule With(ValidatedOptions other) => new AlertsPerDayThreshold(other.As<AlertsPerDayOptions>(Name));

    protected override ThresholdDecision Choose(ScoredRows rows)
    {
        ScoreSweep byProbability = ScoreSweep.Of(rows);
        (double threshold, double flagged) = ChosenThreshold.AtAlertsPerDay(byProbability, options.Count);
        double? margin = null;
        ScoreSweep finest = byProbability;
        if (rows.Margins is { } margins && AreInTheSameOrder(margins, rows.Scores))
        {
            finest = ScoreSweep.Of(new ScoredRows(rows.Labels, margins, new()
            {
                Kind = ScoreKind.Margin, Weights = rows.WeightArray, Days = rows.Options.Days, Timestamps = rows.Options.Timestamps,
            }));
            (double least, double flaggedByMargin) = ChosenThreshold.AtAlertsPerDay(finest, options.Count);
            if (flaggedByMargin > flagged) (margin, threshold, flagged) = (least, ProbabilityAt(least, margins, rows.Scores),
                flaggedByMargin);
        }

        if (flagged == 0) RequireNoTie(finest);
        return new() { Threshold = threshold, Margin = margin, Capacity = options.Count };
    }

    // Of rows with the same probability a higher margin is the riskier one; where margins of folds are moved
    // against each other, it may not be.
    private static bool AreInTheSameOrder(double[] margins, ReadOnlySpan<double> probabilities)
    {
        double[] keys = [.. margins], values = probabilities.ToArray();
        Array.Sort(keys, values);
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] < values[i - 1]) return false;
        }

        return true;
    }

    private static double ProbabilityAt(double least, double[] margins, ReadOnlySpan<double> probabilities)
    {
        double lowest = 1;
        for (int row = 0; row < margins.Length; row++)
        {
            if (margins[row] >= least) lowest = Math.Min(lowest, probabilities[row]);
        }

        return lowest;
    }

    private void RequireNoTie(ScoreSweep sweep)
    {
        double capacity = options.Count * sweep.DayCount!.Value;
        if (sweep.Count == 0 || capacity < 1) return;
        double top = (sweep.FraudsAbove[0] + sweep.LegitsAbove[0]) / sweep.DayCount.Value;
        throw new FraudMlException(Invariant(
            $"Thresholds.AlertsPerDay({options.Count}) can't be kept: {top:0.#} transactions a day share the highest score, and a threshold flags all of them or none. Take a learner or calibrator with finer scores, ask for more, or rank each day: model.DecideTop(data, perDay: …)."));
    }
}

/// <summary>A rule that counts what will be flagged: it is fitted on all rows that production scores, those that
/// validation leaves out too.</summary>
internal interface ICapacityRule;

internal sealed record AlertsPerDayOptions : DecisionOptions
{
    [Rule(Above = 0)]
    public double Count { get; init; } = 100;
}
