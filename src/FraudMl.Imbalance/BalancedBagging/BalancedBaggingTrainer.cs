namespace FraudMl;

/// <summary>Models on balanced samples, averaged (Maclin and Opitz, AAAI 1997).</summary>
internal sealed class BalancedBaggingTrainer(ITrainer trainer, BalancedBaggingOptions options) : ITrainer
{
    public string Name => $"Balanced bagging of {trainer.Name}";

    public ValidatedOptions Options => options;

    public IReadOnlyList<IPart> Parts => [trainer];

    public ITrainer With(ValidatedOptions other) => new BalancedBaggingTrainer(trainer, other.As<BalancedBaggingOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        return new BalancedSamples(data, options.TargetRatio, context).Average(trainer, options.EstimatorCount, options.Bootstrap);
    }
}
