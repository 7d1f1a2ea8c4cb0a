namespace FraudMl;

/// <summary>Reads the trees of LightGBM's text format.</summary>
internal static class LightGbmModelText
{
    public static TreeEnsemble Parse(string model, int featureCount)
    {
        var builder = new TreeEnsembleBuilder(featureCount);
        Dictionary<string, string>? tree = null;
        foreach (ReadOnlySpan<char> line in model.AsSpan().EnumerateLines())
        {
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

        return builder.Build();
    }
}
