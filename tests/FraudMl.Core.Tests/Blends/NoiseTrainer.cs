namespace FraudMl.Tests.Training;

/// <summary>A learner that follows a column without meaning.</summary>
internal sealed class NoiseTrainer : ITrainer
{
    public const double Bias = -3.25;

    public string Name => "Noise";

    public ValidatedOptions Options { get; } = new LogisticRegressionOptions();

    public ITrainer With(ValidatedOptions options) => this;

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        var weights = new float[data.Matrix.ColumnCount];
        weights[^1] = 1;
        return new LinearModel(weights, Bias);
    }
}
