namespace FraudMl.Tests.Training;

/// <summary>A learner whose margin is the distance to the nearest training row: 0 for a row it has seen.</summary>
internal sealed class NearestTrainer : ITrainer
{
    public string Name => "Nearest";

    public ValidatedOptions Options { get; } = new AverageOptions();

    public ITrainer With(ValidatedOptions options) => this;

    public ScoringModel Train(TrainingData data, TrainingContext context) => new NearestModel(data.Matrix);

    private sealed record NearestModel(FeatureMatrix Seen) : ScoringModel
    {
        public override int FeatureCount => Seen.ColumnCount;

        public override void Score(ReadOnlySpan<float> rows, Span<double> margins)
        {
            for (int row = 0; row < margins.Length; row++)
            {
                margins[row] = double.PositiveInfinity;
                for (int seen = 0; seen < Seen.RowCount; seen++)
                    margins[row] = Math.Min(margins[row],
                        System.Numerics.Tensors.TensorPrimitives.Distance(Seen.Row(seen), rows.Slice(row * FeatureCount, FeatureCount)));
            }
        }

        public override string Export(FraudMl.Onnx.OnnxGraph graph, string features) => throw new NotSupportedException();
    }
}
