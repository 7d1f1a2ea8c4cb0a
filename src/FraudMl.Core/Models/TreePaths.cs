namespace FraudMl;

/// <summary>Trees walked as they stand, one by one: for trees or rows too large for every other layout.</summary>
internal sealed class TreePaths(TreeEnsemble trees) : ITreeLayout
{
    public void AddTo(Span<double> margins, ReadOnlySpan<float> rows)
    {
        for (int row = 0; row < margins.Length; row++)
        {
            ReadOnlySpan<float> features = rows.Slice(row * trees.FeatureTotal, trees.FeatureTotal);
            foreach (int root in trees.Roots)
            {
                int node = root;
                while (trees.Features[node] >= 0) node = trees.Next(node, features);
                margins[row] += trees.Values[node];
            }
        }
    }
}
