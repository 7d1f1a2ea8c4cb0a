namespace FraudMl;

/// <summary>Stops a trial whose value leaves its bounds or is no number.</summary>
internal sealed class ThresholdPruner(ThresholdPrunerOptions options) : IPruner
{
    private readonly Warmup _warmup = new(options.WarmupFoldCount, options.WarmupIterationCount);

    public string Name => "threshold";

    public TrialDirective Judge(in TrialProgress progress) =>
        _warmup.Has(progress.Step) || (progress.Values[^1] >= options.Lower && progress.Values[^1] <= options.Upper)
            ? TrialDirective.Continue
            : TrialDirective.Stop;

    public override string ToString() => $"{Name}: {options}";
}
