namespace FraudMl.Tracking.Tests;

/// <summary>A learner with options that fill a parameter, and that has not the memory to learn.</summary>
internal sealed class LongNamedTrainer : ITrainer
{
    public string Name => "Long";

    public ValidatedOptions Options { get; } = new LongOptions();

    public ITrainer With(ValidatedOptions options) => this;

    public ScoringModel Train(TrainingData data, TrainingContext context) =>
        throw new FraudMlException("No memory." + new string('!', 9_000));

    private sealed record LongOptions : ValidatedOptions
    {
        public string Words { get; } = new('w', 9_000);

        public double[] Weights { get; } = [0.5, 2];
    }
}
