namespace FraudMl;

/// <summary>Trees on balanced bootstrap samples, averaged (Chen, Liaw and Breiman, 2004).</summary>
internal sealed class BalancedRandomForestTrainer(ITrainer trainer, BalancedRandomForestOptions options) : ITrainer
{
    public string Name => $"Balanced random forest of {trainer.Name}";

    public ValidatedOptions Options => options;

    public IReadOnlyList<IPart> Parts => [trainer];

    public ITrainer With(ValidatedOptions other) => new BalancedRandomForestTrainer(trainer, other.As<BalancedRandomForestOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        return new BalancedSamples(data, options.TargetRatio, context).Average(trainer, options.TreeCount, bootstrap: true);
    }
}
