namespace FraudMl.Tests.Training;

/// <summary>Another learner with its margins multiplied.</summary>
internal sealed class StretchedTrainer(ITrainer inner, double factor) : ITrainer
{
    public string Name => inner.Name;

    public ValidatedOptions Options => inner.Options;

    public double ValidationShare { get; init; }

    public ITrainer With(ValidatedOptions options) => new StretchedTrainer(inner.With(options), factor);

    public ScoringModel Train(TrainingData data, TrainingContext context) =>
        new BlendedModel { Models = [inner.Train(data, context)], Weights = [factor] };
}
