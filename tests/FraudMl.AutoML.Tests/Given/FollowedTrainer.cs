namespace FraudMl.Tests;

/// <summary>A learner whose one iteration is worth as much as it has rows to follow it on.</summary>
internal sealed class FollowedTrainer : ITrainer
{
    public string Name => "Followed";

    public ValidatedOptions Options { get; } = new CurveOptions();

    public ITrainer With(ValidatedOptions options) => this;

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        context.OnIteration?.Invoke(new TrainingIteration(1, 1, data.Validation?.Matrix.RowCount));
        return new NewtonTrainer().Train(data, context with { OnIteration = null });
    }
}
