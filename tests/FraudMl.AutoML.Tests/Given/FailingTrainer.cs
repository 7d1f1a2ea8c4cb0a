namespace FraudMl.Tests;

/// <summary>A learner that can't learn, as one whose native library is missing.</summary>
internal sealed class FailingTrainer(Func<Exception> error) : ITrainer
{
    public string Name => "Failing";

    public ValidatedOptions Options { get; } = new NoOptions();

    public ITrainer With(ValidatedOptions options) => this;

    public ScoringModel Train(TrainingData data, TrainingContext context) => throw error();
}
