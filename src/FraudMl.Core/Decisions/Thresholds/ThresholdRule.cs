namespace FraudMl;

/// <summary>A rule that chooses one threshold on out-of-fold probabilities.</summary>
internal abstract class ThresholdRule(DecisionOptions options) : IDecisionRule
{
    public abstract string Name { get; }

    public ValidatedOptions Options => options;

    public virtual bool NeedsLabels => false;

    public abstract IDecisionRule With(ValidatedOptions options);

    public override string ToString() => PartText.Of(this);

    public CostTable? CostsOf(Dataset data) => null;

    public FittedDecision Fit(ScoredRows outOfFold, RowSchema inputs) => Choose(outOfFold) with { Undecidable = options.Undecidable };

    protected abstract ThresholdDecision Choose(ScoredRows rows);

    protected static ThresholdDecision From(double threshold) => new() { Threshold = threshold };

    protected static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

[DefinedAs("Thresholds.Fixed")]
internal sealed class FixedThreshold(FixedThresholdOptions options) : ThresholdRule(options)
{
    public override string Name => $"flag when p ≥ {Text(options.Probability)}";

    public override IDecisionRule With(ValidatedOptions other) => new FixedThreshold(other.As<FixedThresholdOptions>(Name));

    protected override ThresholdDecision Choose(ScoredRows rows) => From(options.Probability);
}

internal sealed record FixedThresholdOptions : DecisionOptions
{
    [Rule(AtLeast = 0, AtMost = 1)]
    public double Probability { get; init; } = 0.5;
}

[DefinedAs("Thresholds.BestFBeta")]
internal sealed class BestFBetaThreshold(BestFBetaOptions options) : ThresholdRule(options)
{
    public override string Name => $"flag for the best F{Text(options.Beta)}";

    public override bool NeedsLabels => true;

    public override IDecisionRule With(ValidatedOptions other) => new BestFBetaThreshold(other.As<BestFBetaOptions>(Name));

    protected override ThresholdDecision Choose(ScoredRows rows) => From(ChosenThreshold.BestFBeta(ScoreSweep.Of(rows), options.Beta));
}

internal sealed record BestFBetaOptions : DecisionOptions
{
    [Rule(Above = 0)]
    public double Beta { get; init; } = 1;
}

[DefinedAs("Thresholds.RecallAtFpr")]
internal sealed class RecallAtFprThreshold(RecallAtFprOptions options) : ThresholdRule(options)
{
    public override string Name => $"flag up to a false positive rate of {Text(options.MaxFpr)}";

    public override IDecisionRule With(ValidatedOptions other) => new RecallAtFprThreshold(other.As<RecallAtFprOptions>(Name));

    protected override ThresholdDecision Choose(ScoredRows rows) => From(ChosenThreshold.AtFpr(ScoreSweep.Of(rows), options.MaxFpr));
}

internal sealed record RecallAtFprOptions : DecisionOptions
{
    [Rule(Above = 0, AtMost = 1)]
    public double MaxFpr { get; init; } = 0.01;
}
