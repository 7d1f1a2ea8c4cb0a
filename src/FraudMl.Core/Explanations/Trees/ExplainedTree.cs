namespace FraudMl;

/// <summary>One tree laid out for explaining: parents before children.</summary>
/// <param name="Splits">The splits, parents first.</param>
/// <param name="Leaves">The places of the leaves.</param>
/// <param name="Values">The value of each leaf, in the order of <paramref name="Leaves"/>.</param>
/// <param name="Shares">For each place, the share of training rows that all splits on its last feature together let through to it.</param>
/// <param name="Expected">The mean leaf value by cover.</param>
/// <param name="PathFeatureCount">The most distinct features on a path.</param>
internal sealed record ExplainedTree(
    ExplainedSplit[] Splits, int[] Leaves, double[] Values, double[] Shares, double Expected, int PathFeatureCount)
{
    public static ExplainedTree Of(TreeEnsemble trees, int root)
    {
        var layout = new Layout(trees);
        layout.Add(root, [], 1);
        return layout.Build();
    }

    /// <summary>Walks the tree once, keeping for each feature of the path where its last split led to.</summary>
    private sealed class Layout(TreeEnsemble trees)
    {
        private readonly List<ExplainedSplit> _splits = [];
        private readonly List<int> _leaves = [];
        private readonly List<double> _values = [], _shares = [1];
        private double _expected;
        private int _mostFeatures;

        public void Add(int root, Dictionary<int, int> path, double reach)
        {
            // Level by level: neighbouring splits then do not wait for each other when the tree is walked.
            var open = new Queue<(int Node, int Place, Dictionary<int, int> Path, double Reach)>();
            open.Enqueue((root, 0, path, reach));
            while (open.TryDequeue(out var at))
            {
                int feature = trees.Features[at.Node];
                if (feature < 0)
                {
                    _leaves.Add(at.Place);
                    _values.Add(trees.Values[at.Node]);
                    _expected += at.Reach * trees.Values[at.Node];
                    _mostFeatures = Math.Max(_mostFeatures, at.Path.Count);
                    continue;
                }

                (int left, int right) = (trees.Left[at.Node], trees.Right[at.Node]);
                double leftCover = trees.Covers[left], cover = leftCover + trees.Covers[right], leftShare = cover > 0 ? leftCover / cover : 0.5;
                int before = at.Path.GetValueOrDefault(feature, 0), leftPlace = _shares.Count, rightPlace = leftPlace + 1;
                double above = _shares[before];
                _shares.Add(above * leftShare);
                _shares.Add(above * (1 - leftShare));
                _splits.Add(new(feature, trees.Thresholds[at.Node], trees.MissingLeft[at.Node], at.Place, leftPlace, before));
                open.Enqueue((left, leftPlace, new(at.Path) { [feature] = leftPlace }, at.Reach * leftShare));
                open.Enqueue((right, rightPlace, new(at.Path) { [feature] = rightPlace }, at.Reach * (1 - leftShare)));
            }
        }

        public ExplainedTree Build() => new([.. _splits], [.. _leaves], [.. _values], [.. _shares], _expected, _mostFeatures);
    }
}
