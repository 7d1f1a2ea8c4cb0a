namespace FraudMl;

/// <summary>Models on balanced samples, averaged (Maclin and Opitz, AAAI 1997).</summary>
[DefinedAs("Trainers.BalancedBagging")]
internal sealed class BalancedBaggingTrainer(ITrainer trainer, BalancedBaggingOptions options)
    : EnsembleTrainer<BalancedBaggingOptions>("Balanced bagging", trainer, options, options.TargetRatio)
{
    protected override ITrainer Of(ITrainer trainer, BalancedBaggingOptions options) => new BalancedBaggingTrainer(trainer, options);

    protected override ScoringModel Train(BalancedSamples samples) => samples.Average(Trainer, Options.EstimatorCount, Options.Bootstrap);
}
