namespace FraudMl;

/// <summary>How far rows walk in a tree, or in several side by side.</summary>
/// <param name="Depth">The most splits between root and leaf.</param>
/// <param name="UsualDepth">The mean number of splits that training rows met, rounded up.</param>
internal readonly record struct TreeShape(int Depth, int UsualDepth)
{
    /// <summary>Measures a tree; throws when the arrays are no tree.</summary>
    public static TreeShape Of(TreeEnsemble trees, int root)
    {
        int deepest = 0, seen = 0;
        double steps = 0, cover = 0;
        var open = new Stack<(int Node, int Depth)>([(root, 0)]);
        while (open.TryPop(out (int Node, int Depth) at))
        {
            bool exists = at.Node >= 0 && at.Node < trees.Features.Length && ++seen <= trees.Features.Length;
            if (!exists || trees.Features[at.Node] >= trees.FeatureTotal)
                throw new FraudMlException("This tree ensemble is broken: a node leads outside its tree or splits on a feature that a row does not have. Take a fresh copy of the model.");
            deepest = Math.Max(deepest, at.Depth);
            if (trees.Features[at.Node] < 0)
            {
                // The smallest weight makes leaves count alike where covers are unknown.
                steps += at.Depth * (trees.Covers[at.Node] + 1e-9);
                cover += trees.Covers[at.Node] + 1e-9;
                continue;
            }

            open.Push((trees.Left[at.Node], at.Depth + 1));
            open.Push((trees.Right[at.Node], at.Depth + 1));
        }

        return new TreeShape(deepest, (int)Math.Ceiling(Math.Clamp(steps / cover, 0, deepest)));
    }

    /// <summary>Returns the shape of several trees that are walked together.</summary>
    public TreeShape With(TreeShape other) => new(Math.Max(Depth, other.Depth), Math.Max(UsualDepth, other.UsualDepth));
}
