namespace FraudMl;

/// <summary>Models of one learner on random balanced samples, joined into one; how they are trained and joined is each ensemble's own.</summary>
internal abstract class EnsembleTrainer<TOptions>(string method, ITrainer trainer, TOptions options, double targetRatio) : ITrainer
    where TOptions : ValidatedOptions
{
    public string Name => $"{method} of {trainer.Name}";

    ValidatedOptions IPart.Options => options;

    public IReadOnlyList<IPart> Parts => [trainer];

    protected TOptions Options => options;

    /// <value>The learner of each sample.</value>
    protected ITrainer Trainer => trainer;

    public ITrainer With(ValidatedOptions options) => With(options.As<TOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        context.CancellationToken.ThrowIfCancellationRequested();
        return Train(new BalancedSamples(data, targetRatio, context));
    }

    protected abstract ITrainer With(TOptions options);

    protected abstract ScoringModel Train(BalancedSamples samples);
}
