namespace FraudMl;

/// <summary>Grows one isolation tree: a random feature and a random threshold between its ends, until a row stands alone, all rows are
/// equal, or the tree is ⌈log₂ ψ⌉ levels high.</summary>
internal sealed class IsolationTree
{
    private readonly FeatureMatrix _matrix;
    private readonly int[] _rows;
    private readonly int[] _spare;
    private readonly int[] _features;
    private readonly int _heightLimit;
    private readonly List<(int Feature, float Threshold, bool MissingLeft, int RowCount)> _splits = [];
    private readonly List<(int Left, int Right)> _children = [];
    private readonly List<(double PathLength, int RowCount)> _leaves = [];
    private SplitMix64 _random;

    private IsolationTree(FeatureMatrix matrix, int[] rows, double featureRatio, SplitMix64 random)
    {
        (_matrix, _rows, _spare, _random) = (matrix, rows, new int[rows.Length], random);
        _features = [.. Enumerable.Range(0, matrix.ColumnCount)];
        int count = Math.Clamp(Shares.Ceiling(featureRatio, _features.Length), 1, _features.Length);
        if (count < _features.Length)
        {
            Shuffle(count);
            _features = _features[..count];
        }

        _heightLimit = (int)Math.Ceiling(Math.Log2(Math.Max(2, rows.Length)));
    }

    /// <summary>Returns a tree whose leaves are path lengths.</summary>
    /// <param name="matrix">The features.</param>
    /// <param name="rows">The rows of its sample.</param>
    /// <param name="featureRatio">The share of the features that its splits choose from.</param>
    /// <param name="random">What it draws from.</param>
    public static SplitTree Grow(FeatureMatrix matrix, int[] rows, double featureRatio, SplitMix64 random)
    {
        var tree = new IsolationTree(matrix, rows, featureRatio, random);
        tree.Grow(0, rows.Length, 0);
        return new SplitTree(
            [.. tree._splits.Select(split => split.Feature)], [.. tree._splits.Select(split => split.Threshold)],
            [.. tree._children.Select(pair => pair.Left)], [.. tree._children.Select(pair => pair.Right)],
            [.. tree._leaves.Select(leaf => leaf.PathLength)])
        {
            MissingLeft = [.. tree._splits.Select(split => split.MissingLeft)],
            SplitCovers = [.. tree._splits.Select(split => (double)split.RowCount)],
            LeafCovers = [.. tree._leaves.Select(leaf => (double)leaf.RowCount)],
        };
    }

    // Returns the node as its parent names it: a split, or ~ a leaf.
    private int Grow(int start, int end, int depth)
    {
        if (end - start <= 1 || depth >= _heightLimit || FirstThatVaries(start, end) is not (>= 0 and var feature, var low, var high))
        {
            _leaves.Add((depth + PathLength.Average(end - start), end - start));
            return ~(_leaves.Count - 1);
        }

        float threshold = SplitTree.Threshold(low + (_random.NextDouble() * ((double)high - low)));
        if (threshold >= high) threshold = low;
        int split = _splits.Count;
        _splits.Add(default);
        _children.Add(default);
        (int middle, bool missingLeft) = Partition(start, end, feature, threshold);
        _splits[split] = (feature, threshold, missingLeft, end - start);
        int left = Grow(start, middle, depth + 1);
        _children[split] = (left, Grow(middle, end, depth + 1));
        return split;
    }

    // Looks at the features in random order until one has two values.
    private (int Feature, float Low, float High) FirstThatVaries(int start, int end)
    {
        for (int place = 0; place < _features.Length; place++)
        {
            int other = place + _random.Below(_features.Length - place);
            (_features[place], _features[other]) = (_features[other], _features[place]);
            float low = float.PositiveInfinity, high = float.NegativeInfinity;
            for (int i = start; i < end; i++)
            {
                float value = _matrix.Row(_rows[i])[_features[place]];
                if (float.IsNaN(value)) continue;
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }

            (low, high) = (Math.Max(low, float.MinValue), Math.Min(high, float.MaxValue));
            if (low < high) return (_features[place], low, high);
        }

        return (-1, 0, 0);
    }

    // A missing value goes where most of the others go.
    private (int Middle, bool MissingLeft) Partition(int start, int end, int feature, float threshold)
    {
        int left = 0, right = 0;
        for (int i = start; i < end; i++)
        {
            float value = _matrix.Row(_rows[i])[feature];
            if (value <= threshold) left++;
            else if (!float.IsNaN(value)) right++;
        }

        bool missingLeft = left >= right;
        int middle = start, later = 0;
        for (int i = start; i < end; i++)
        {
            float value = _matrix.Row(_rows[i])[feature];
            if (float.IsNaN(value) ? missingLeft : value <= threshold) _rows[middle++] = _rows[i];
            else _spare[later++] = _rows[i];
        }

        _spare.AsSpan(0, later).CopyTo(_rows.AsSpan(middle));
        return (middle, missingLeft);
    }

    private void Shuffle(int count)
    {
        for (int place = 0; place < count; place++)
        {
            int other = place + _random.Below(_features.Length - place);
            (_features[place], _features[other]) = (_features[other], _features[place]);
        }
    }
}
