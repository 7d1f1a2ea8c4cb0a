namespace FraudMl.Testing;

/// <summary>Rows that find the difference between two implementations of a model.</summary>
internal static class AdversarialRows
{
    private static readonly float[] Corners =
    [
        0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 1e-38f, -1e-38f,
        1e-35f, -1e-35f, MathF.BitIncrement(1e-35f), MathF.BitDecrement(-1e-35f), 5e-36f, -5e-36f, 1e30f, -1e30f, float.MaxValue,
        float.MinValue,
    ];

    /// <summary>Ordinary rows; into each, one or more corner values or thresholds of the model, and the floats
    /// next to those, are put.</summary>
    public static FeatureMatrix Of(ScoringModel model, int rowCount, int seed = 3)
    {
        float[] values = ContractData.Rows(rowCount, seed: seed).Matrix.Values.ToArray();
        var random = new Random(seed);
        for (int row = 0; row < rowCount; row++)
        {
            Span<float> features = values.AsSpan(row * ContractData.ColumnCount, ContractData.ColumnCount);
            if ((model is LinkedModel linked ? linked.Inner : model) is TreeEnsemble trees) PutThresholds(trees, features, random);
            if (row % 3 == 0) features[random.Next(features.Length)] = Corners[random.Next(Corners.Length)];
        }

        return ContractData.Matrix(values, rowCount);
    }

    private static void PutThresholds(TreeEnsemble trees, Span<float> features, Random random)
    {
        for (int i = 0; i < 4; i++)
        {
            int node = random.Next(trees.Features.Length);
            if (trees.Features[node] < 0) continue;
            float threshold = trees.Thresholds[node];
            features[trees.Features[node]] = random.Next(3) switch
            {
                0 => threshold,
                1 => MathF.BitIncrement(threshold),
                _ => MathF.BitDecrement(threshold),
            };
        }
    }
}
