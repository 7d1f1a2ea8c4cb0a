namespace FraudMl;

/// <summary>Trees on balanced bootstrap samples, averaged (Chen, Liaw and Breiman, 2004).</summary>
[DefinedAs("Trainers.BalancedRandomForest")]
internal sealed class BalancedRandomForestTrainer(ITrainer trainer, BalancedRandomForestOptions options)
    : EnsembleTrainer<BalancedRandomForestOptions>("Balanced random forest", trainer, options, options.TargetRatio)
{
    protected override ITrainer Of(ITrainer trainer, BalancedRandomForestOptions options) =>
        new BalancedRandomForestTrainer(trainer, options);

    protected override ScoringModel Train(BalancedSamples samples) => samples.Average(Trainer, Options.TreeCount, bootstrap: true);
}
