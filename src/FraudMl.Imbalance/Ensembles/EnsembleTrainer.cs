namespace FraudMl;

/// <summary>Models of one learner on random balanced samples, joined into one; how they are trained and joined is
/// each ensemble's own.</summary>
internal abstract class EnsembleTrainer<TOptions>(string method, ITrainer trainer, TOptions options, double targetRatio) : ITrainer
    where TOptions : ValidatedOptions
{
    public string Name => $"{method} of {trainer.Name}";

    ValidatedOptions IPart.Options => options;

    public IReadOnlyList<IPart> Parts => [trainer];

    public string SlotOf(int part) => "trainer";

    protected TOptions Options => options;

    /// <value>The learner of each sample.</value>
    protected ITrainer Trainer => trainer;

    public ITrainer With(ValidatedOptions options) => Of(trainer, options.As<TOptions>(Name));

    public override string ToString() => PartText.Of(this);

    IPart IPart.With(IReadOnlyList<IPart> parts) => Of(parts.As<ITrainer>(Name, count: 1)[0], options);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name, takesCategories: true);
        context.CancellationToken.ThrowIfCancellationRequested();
        return Train(new BalancedSamples(data, targetRatio, context));
    }

    /// <summary>Returns the same ensemble of another learner or with other options.</summary>
    protected abstract ITrainer Of(ITrainer trainer, TOptions options);

    protected abstract ScoringModel Train(BalancedSamples samples);
}
