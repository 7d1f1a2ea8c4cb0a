namespace FraudMl;

/// <summary>Grows trees that lower Σ weight · (y − mean)² most, y = 1 for a fraud: twice that is the Gini impurity. Best leaf first; the
/// threads do not show.</summary>
internal sealed class TreeGrower
{
    private const int FewestValuesPerThread = 1 << 16;
    private const double LeastGain = 1e-12;

    private readonly FeatureBins _bins;
    private readonly TrainingData _data;
    private readonly TreeOptions _options;
    private readonly TrainingContext _context;
    private readonly SplitSearch[] _searches;
    private readonly int _candidateCount;
    private TreeRows _rows = new([], [], []);

    public TreeGrower(FeatureBins bins, TrainingData data, TreeOptions options, TrainingContext context)
    {
        (_bins, _data, _options, _context) = (bins, data, options, context);
        _candidateCount = Math.Clamp(Shares.Ceiling(options.FeatureRatio, bins.ColumnCount), Math.Min(1, bins.ColumnCount),
            bins.ColumnCount);
        _searches = [.. Enumerable.Range(0, bins.ColumnCount).Select(_ => new SplitSearch(bins, options.MinimumRowsPerLeaf))];
    }

    /// <value>The rows that weigh more than 0.</value>
    public int[] AllRows =>
        [.. Enumerable.Range(0, _data.Labels.Length).Where(row => _data.Weights.IsEmpty || _data.Weights.Span[row] > 0)];

    /// <summary>Grows one tree.</summary>
    /// <param name="rows">The rows it is grown on.</param>
    /// <param name="seed">The seed of the features that splits choose from.</param>
    /// <param name="valueOf">Returns the value of a leaf from its weight and its frauds' weight.</param>
    public SplitTree Grow(int[] rows, int seed, Func<double, double, double> valueOf)
    {
        _rows = TreeRows.Of(rows, _data);
        var random = new Random(seed);
        int[] features = [.. Enumerable.Range(0, _bins.ColumnCount)];
        List<Leaf> leaves = [Measured(0, rows.Length, 0, -1)];
        List<(int Feature, float Threshold, bool MissingLeft, double Cover)> splits = [];
        List<(int Left, int Right)> children = [];
        var open = new PriorityQueue<int, (double, int)>();
        Open(0);
        while (leaves.Count < _options.LeafCount && open.TryDequeue(out int leaf, out _))
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            Leaf parent = leaves[leaf];
            Split split = parent.Best;
            int middle = _rows.Partition(parent.Start, parent.End, _bins.CodesOf(split.Feature), split.Bin,
                split.MissingLeft ? _bins.CountOf(split.Feature) : -1);
            if (parent.Node >= 0) children[parent.Node] = parent.IsLeft ? (splits.Count, children[parent.Node].Right)
                : (children[parent.Node].Left, splits.Count);
            leaves[leaf] = Measured(parent.Start, middle, parent.Depth + 1, splits.Count) with { IsLeft = true };
            leaves.Add(Measured(middle, parent.End, parent.Depth + 1, splits.Count));
            children.Add((~leaf, ~(leaves.Count - 1)));
            // What was not missing while growing goes, when it is, where most rows go.
            bool missingLeft = split.HasMissing ? split.MissingLeft : leaves[leaf].Weight >= leaves[^1].Weight;
            splits.Add((split.Feature, split.Threshold, missingLeft, parent.Weight));
            if (_context.OnIteration?.Invoke(new TrainingIteration(splits.Count, _options.LeafCount - 1, null)) == false) break;
            Open(leaf);
            Open(leaves.Count - 1);
        }

        return new SplitTree(
            [.. splits.Select(split => split.Feature)], [.. splits.Select(split => split.Threshold)],
            [.. children.Select(pair => pair.Left)], [.. children.Select(pair => pair.Right)],
            [.. leaves.Select(leaf => valueOf(leaf.Weight, leaf.Frauds))])
        {
            MissingLeft = [.. splits.Select(split => split.MissingLeft)],
            SplitCovers = [.. splits.Select(split => split.Cover)],
            LeafCovers = [.. leaves.Select(leaf => leaf.Weight)],
        };

        void Open(int leaf)
        {
            if (leaves.Count >= _options.LeafCount || (_options.MaximumDepth > 0 && leaves[leaf].Depth >= _options.MaximumDepth)) return;
            leaves[leaf] = leaves[leaf] with { Best = Best(leaves[leaf], features, random) };
            if (leaves[leaf].Best.Gain > 0) open.Enqueue(leaf, (-leaves[leaf].Best.Gain, leaf));
        }
    }

    private Leaf Measured(int start, int end, int depth, int node)
    {
        (double weight, double frauds) = _rows.Sum(start, end);
        return new Leaf(start, end, depth, node, weight, frauds);
    }

    // Of equal gains the first candidate's counts. Where none of the candidates splits, the other features are looked at one by one.
    private Split Best(Leaf leaf, int[] features, Random random)
    {
        int count = leaf.End - leaf.Start;
        double impurity = leaf.Frauds - (leaf.Frauds * leaf.Frauds / leaf.Weight);
        if (count < 2 * _options.MinimumRowsPerLeaf || !(impurity > LeastGain * leaf.Weight)) return default;
        if (_candidateCount < features.Length) random.Shuffle(features);
        var found = new Split[features.Length];
        if (_context.ThreadCount > 1 && (long)count * _candidateCount >= FewestValuesPerThread)
        {
            Parallel.For(0, _candidateCount, new ParallelOptions { MaxDegreeOfParallelism = _context.ThreadCount }, Search);
        }
        else
        {
            for (int i = 0; i < _candidateCount; i++) Search(i);
        }

        Split best = default;
        for (int i = 0; i < features.Length; i++)
        {
            if (i >= _candidateCount)
            {
                if (best.Gain > 0) break;
                Search(i);
            }

            if (found[i].Gain > best.Gain && found[i].Gain > LeastGain * impurity) best = found[i];
        }

        return best;

        void Search(int i) => found[i] = _searches[i].Best(features[i], _rows, leaf.Start, leaf.End, leaf.Weight, leaf.Frauds);
    }

    private readonly record struct Leaf(int Start, int End, int Depth, int Node, double Weight, double Frauds)
    {
        public bool IsLeft { get; init; }

        public Split Best { get; init; }
    }
}
