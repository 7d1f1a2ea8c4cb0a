namespace FraudMl;

/// <summary>A rule that chooses one threshold on out-of-fold probabilities.</summary>
internal abstract class ThresholdRule(ValidatedOptions options) : IDecisionRule
{
    public abstract string Name { get; }

    public ValidatedOptions Options => options;

    public abstract IDecisionRule With(ValidatedOptions options);

    public CostTable? CostsOf(Dataset data) => null;

    public FittedDecision Fit(ScoredRows outOfFold, RowSchema inputs) => new ThresholdDecision { Threshold = Choose(ScoreSweep.Of(outOfFold)) };

    protected abstract double Choose(ScoreSweep sweep);

    protected static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

[DefinedAs("Thresholds.Fixed")]
internal sealed class FixedThreshold(FixedThresholdOptions options) : ThresholdRule(options)
{
    public override string Name => $"flag when p ≥ {Text(options.Probability)}";

    public override IDecisionRule With(ValidatedOptions other) => new FixedThreshold(other.As<FixedThresholdOptions>(Name));

    protected override double Choose(ScoreSweep sweep) => options.Probability;
}

internal sealed record FixedThresholdOptions : ValidatedOptions
{
    [Rule(AtLeast = 0, AtMost = 1)]
    public double Probability { get; init; } = 0.5;
}

[DefinedAs("Thresholds.BestFBeta")]
internal sealed class BestFBetaThreshold(BestFBetaOptions options) : ThresholdRule(options)
{
    public override string Name => $"flag for the best F{Text(options.Beta)}";

    public override IDecisionRule With(ValidatedOptions other) => new BestFBetaThreshold(other.As<BestFBetaOptions>(Name));

    protected override double Choose(ScoreSweep sweep) => ChosenThreshold.BestFBeta(sweep, options.Beta);
}

internal sealed record BestFBetaOptions : ValidatedOptions
{
    [Rule(Above = 0)]
    public double Beta { get; init; } = 1;
}

[DefinedAs("Thresholds.RecallAtFpr")]
internal sealed class RecallAtFprThreshold(RecallAtFprOptions options) : ThresholdRule(options)
{
    public override string Name => $"flag up to a false positive rate of {Text(options.MaxFpr)}";

    public override IDecisionRule With(ValidatedOptions other) => new RecallAtFprThreshold(other.As<RecallAtFprOptions>(Name));

    protected override double Choose(ScoreSweep sweep) => ChosenThreshold.AtFpr(sweep, options.MaxFpr);
}

internal sealed record RecallAtFprOptions : ValidatedOptions
{
    [Rule(Above = 0, AtMost = 1)]
    public double MaxFpr { get; init; } = 0.01;
}

[DefinedAs("Thresholds.AlertsPerDay")]
internal sealed class AlertsPerDayThreshold(AlertsPerDayOptions options) : ThresholdRule(options)
{
    public override string Name => $"flag up to {Text(options.Count)} transactions a day";

    public override IDecisionRule With(ValidatedOptions other) => new AlertsPerDayThreshold(other.As<AlertsPerDayOptions>(Name));

    protected override double Choose(ScoreSweep sweep) => ChosenThreshold.AtAlertsPerDay(sweep, options.Count);
}

internal sealed record AlertsPerDayOptions : ValidatedOptions
{
    [Rule(Above = 0)]
    public double Count { get; init; } = 100;
}
