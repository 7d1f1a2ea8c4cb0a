namespace FraudMl;

internal static class TreeShape
{
    /// <summary>Returns the most splits between a root and a leaf, and the number of leaves; throws when the arrays are no tree.</summary>
    public static (int Depth, int LeafCount) Of(TreeEnsemble trees, int root)
    {
        int deepest = 0, seen = 0, leaves = 0;
        var open = new Stack<(int Node, int Depth)>([(root, 0)]);
        while (open.TryPop(out (int Node, int Depth) at))
        {
            bool exists = at.Node >= 0 && at.Node < trees.Features.Length && ++seen <= trees.Features.Length;
            if (!exists || trees.Features[at.Node] >= trees.FeatureTotal)
                throw new FraudMlException("This tree ensemble is broken: a node leads outside its tree or splits on a feature that a row does not have. Take a fresh copy of the model.");
            deepest = Math.Max(deepest, at.Depth);
            if (trees.Features[at.Node] < 0)
            {
                leaves++;
                continue;
            }

            open.Push((trees.Left[at.Node], at.Depth + 1));
            open.Push((trees.Right[at.Node], at.Depth + 1));
        }

        return (deepest, leaves);
    }
}
