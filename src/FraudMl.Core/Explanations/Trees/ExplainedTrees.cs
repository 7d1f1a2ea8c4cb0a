namespace FraudMl;

/// <summary>A few trees laid out together for explaining: parents before children, and as many splits of the same kind as can be beside each other.</summary>
internal sealed class ExplainedTrees
{
    private const int KindCount = 3;

    public ExplainedTrees(IReadOnlyList<ExplainedNode> roots, int featureCount)
    {
        List<List<ExplainedNode>> runs = Order(roots);
        List<ExplainedNode> splits = [.. runs.SelectMany(run => run)];
        List<ExplainedNode> forks = [.. splits.SelectMany(split => new[] { split.First, split.Second }).Where(child => child.Kind == ChildKind.Fork)];
        SplitCount = splits.Count;
        splits.AddRange(forks);
        for (int place = 0; place < splits.Count; place++) splits[place].Place = place;
        var places = new PlaceBook(featureCount);
        Runs = [.. runs.Select(run => SplitRun.Of(run, places))];
        Roots = [.. roots.Where(root => root.Kind == ChildKind.Split).Select(places.SpotOf)];
        Bends = [.. places.Bends];
        Turns = new(splits, featureCount);
        PathFeatureCount = roots.Max(root => root.PathFeatureCount);
    }

    public SplitRun[] Runs { get; }

    /// <summary>Where the spots of the roots that are no leaves are.</summary>
    public uint[] Roots { get; }

    /// <summary>See <see cref="PlaceBook"/>.</summary>
    public double[] Bends { get; }

    public RowTurns Turns { get; }

    /// <summary>The number of splits that have a spot.</summary>
    public int SplitCount { get; }

    /// <summary>The most distinct features on a path.</summary>
    public int PathFeatureCount { get; }

    private static List<List<ExplainedNode>> Order(IReadOnlyList<ExplainedNode> roots)
    {
        List<List<ExplainedNode>> runs = [];
        List<ExplainedNode>[] ready = [.. Enumerable.Range(0, KindCount * KindCount).Select(_ => new List<ExplainedNode>())];
        foreach (ExplainedNode root in roots) Offer(root);
        while (ready.Any(same => same.Count > 0))
        {
            // Splits above no other split can wait until the end.
            List<ExplainedNode> next = ready.Take(KindCount).MaxBy(same => same.Count)!;
            if (next.Count == 0) next = ready.First(same => same.Count > 0);
            for (int i = 0; i < next.Count; i++)
            {
                Offer(next[i].First);
                Offer(next[i].Second);
            }
            runs.Add([.. next]);
            next.Clear();
        }
        return runs;

        void Offer(ExplainedNode node)
        {
            if (node.Kind == ChildKind.Split) ready[(int)node.First.Kind * KindCount + (int)node.Second.Kind].Add(node);
        }
    }
}
