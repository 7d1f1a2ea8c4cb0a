namespace FraudMl.Tests;

/// <summary>A learner that says it takes a megabyte for each row.</summary>
internal sealed class HungryTrainer : ITrainer
{
    public string Name => "Hungry";

    public ValidatedOptions Options { get; } = new NoOptions();

    public long MemoryOf(long rowCount, long columnCount) => rowCount << 20;

    public ITrainer With(ValidatedOptions options) => this;

    public ScoringModel Train(TrainingData data, TrainingContext context) => new NewtonTrainer().Train(data, context);
}
