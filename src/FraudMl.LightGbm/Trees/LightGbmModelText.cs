namespace FraudMl;

/// <summary>Reads the trees of LightGBM's text format.</summary>
internal static class LightGbmModelText
{
    public static TreeEnsemble Parse(string model, int featureCount)
    {
        var builder = new TreeEnsembleBuilder(featureCount);
        Dictionary<string, string>? tree = null;
        bool isMean = false;
        foreach (ReadOnlySpan<char> line in model.AsSpan().EnumerateLines())
        {
            if (line.SequenceEqual("average_output")) isMean = true;
            if (line.StartsWith("Tree=", StringComparison.Ordinal) || line.SequenceEqual("end of trees"))
            {
                if (tree is not null) builder.Add(LightGbmTree.Parse(tree));
                tree = new(StringComparer.Ordinal);
            }
            else if (tree is not null && line.IndexOf('=') is > 0 and var equals)
            {
                tree[line[..equals].ToString()] = line[(equals + 1)..].ToString();
            }
        }

        TreeEnsemble trees = builder.Build();
        return isMean ? trees with { Values = Array.ConvertAll(trees.Values, value => value / trees.Roots.Length) } : trees;
    }
}
