using FraudMl.Onnx;

namespace FraudMl.Tests;

/// <summary>A learner whose scores change with any bit of what it learned from, of the rows held back and of the rows it scores.</summary>
internal sealed class BitsTrainer(double validationShare = 0) : ITrainer
{
    public string Name => "Bits";

    public ValidatedOptions Options => NoOptions.Instance;

    public double ValidationShare => validationShare;

    public ITrainer With(ValidatedOptions options) => this;

    public ScoringModel Train(TrainingData data, TrainingContext context) => new Model(data.Matrix.ColumnCount,
        Hash(Hash(context.Seed, data.Matrix.Values.Span), data.Validation is { } held ? held.Matrix.Values.Span : []));

    private static int Hash(int seed, ReadOnlySpan<float> values)
    {
        foreach (float value in values) seed = unchecked((seed * 31) + BitConverter.SingleToInt32Bits(value));
        return seed;
    }

    private sealed record Model(int FeatureCount, int Seed) : ScoringModel
    {
        public override int FeatureCount { get; } = FeatureCount;

        public override void Score(ReadOnlySpan<float> rows, Span<double> margins)
        {
            for (int row = 0; row < margins.Length; row++)
                margins[row] = Hash(Seed, rows.Slice(row * FeatureCount, FeatureCount)) / (double)int.MaxValue;
        }

        public override string Export(OnnxGraph graph, string features) => throw new NotSupportedException();
    }
}
