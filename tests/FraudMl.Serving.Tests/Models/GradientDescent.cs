namespace FraudMl.Serving.Tests;

/// <summary>A small real learner: logistic regression by gradient descent.</summary>
internal sealed class GradientDescent : ITrainer
{
    public string Name => "Gradient descent";

    public ValidatedOptions Options { get; } = new NoOptions();

    public ITrainer With(ValidatedOptions options) => this;

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        int width = data.Matrix.Columns.Count;
        var weights = new double[width + 1];
        ReadOnlySpan<float> values = data.Matrix.Values.Span;
        for (int step = 0; step < 60; step++)
        {
            var gradient = new double[width + 1];
            for (int row = 0; row < data.Labels.Length; row++)
            {
                ReadOnlySpan<float> features = values.Slice(row * width, width);
                double margin = weights[width];
                for (int i = 0; i < width; i++) margin += weights[i] * features[i];
                double error = 1 / (1 + Math.Exp(-margin)) - (data.Labels.Span[row] ? 1 : 0);
                for (int i = 0; i < width; i++) gradient[i] += error * features[i];
                gradient[width] += error;
            }

            for (int i = 0; i <= width; i++) weights[i] -= 2 * gradient[i] / data.Labels.Length;
        }

        return new LinearModel([.. weights[..width].Select(weight => (float)weight)], weights[width]);
    }

    private sealed record NoOptions : ValidatedOptions;
}
