using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>Lays trees out as a <see cref="QuickScorer{TMask}"/>.</summary>
internal sealed class QuickScorerBuilder<TMask>
    where TMask : unmanaged, IBinaryInteger<TMask>
{
    private const int BlockSize = QuickScorer<TMask>.BlockSize;

    private readonly TreeEnsemble _source;
    private readonly int _treeCount;
    private readonly double[] _values;
    private readonly List<(int Node, QuickScorer<TMask>.SplitMask Split)> _all = [];
    private readonly List<float> _blockEnds = [];
    private readonly List<float> _thresholds = [];
    private readonly List<QuickScorer<TMask>.SplitMask> _splits = [];
    private readonly List<TMask> _prefixes = [];

    private QuickScorerBuilder(TreeEnsemble source, int treeCount)
    {
        _source = source;
        _treeCount = (treeCount + QuickScorer<TMask>.TreeUnit - 1) / QuickScorer<TMask>.TreeUnit * QuickScorer<TMask>.TreeUnit;
        _values = new double[_treeCount * Unsafe.SizeOf<TMask>() * 8];
    }

    /// <summary>Returns the layout of sound trees with no more leaves than a mask has bits and no threshold that is NaN.</summary>
    public static QuickScorer<TMask> Build(TreeEnsemble source, int[] roots)
    {
        var builder = new QuickScorerBuilder<TMask>(source, roots.Length);
        for (int tree = 0; tree < roots.Length; tree++) builder.Visit(roots[tree], tree, 0);
        var byFeature = builder._all.GroupBy(split => source.Features[split.Node]).OrderBy(group => group.Key)
            .ToLookup(group => !source.CategoriesOf(group.First().Node).IsEmpty);
        QuickScorer<TMask>.FeatureBlocks[] features = [.. byFeature[false].Select(builder.Add)];
        QuickScorer<TMask>.CategoryPrefixes[] categories = [.. byFeature[true].Select(builder.AddCategories)];
        return new QuickScorer<TMask>
        {
            Features = features,
            Categories = categories,
            BlockEnds = [.. builder._blockEnds],
            Thresholds = [.. builder._thresholds],
            Splits = [.. builder._splits],
            Prefixes = AlignedBytes.Of<TMask>(CollectionsMarshal.AsSpan(builder._prefixes)),
            Values = builder._values,
            TreeCount = builder._treeCount,
            RowLength = source.FeatureTotal,
        };
    }

    // Returns the number of the leaf behind those below a node.
    private int Visit(int node, int tree, int firstLeaf)
    {
        if (_source.Features[node] < 0)
        {
            _values[(tree * Unsafe.SizeOf<TMask>() * 8) + firstLeaf] = _source.Values[node];
            return firstLeaf + 1;
        }

        int middle = Visit(_source.Left[node], tree, firstLeaf);
        TMask left = ((TMask.One << (middle - firstLeaf)) - TMask.One) << firstLeaf;
        _all.Add((node, new QuickScorer<TMask>.SplitMask(tree, ~left)));
        return Visit(_source.Right[node], tree, middle);
    }

    private QuickScorer<TMask>.FeatureBlocks Add(IGrouping<int, (int Node, QuickScorer<TMask>.SplitMask Split)> ofFeature)
    {
        (int Node, QuickScorer<TMask>.SplitMask Split)[] splits = [.. ofFeature.OrderBy(split => _source.Thresholds[split.Node])];
        int firstBlock = _thresholds.Count / BlockSize, firstEnd = _blockEnds.Count;
        TMask[] missing = Untouched(), prefix = Untouched();
        foreach ((int node, QuickScorer<TMask>.SplitMask split) in splits)
        {
            if (!_source.MissingLeft[node]) missing[split.Tree] &= split.Mask;
        }

        _prefixes.AddRange(missing);
        foreach ((int node, QuickScorer<TMask>.SplitMask split) in splits)
        {
            _thresholds.Add(_source.Thresholds[node]);
            _splits.Add(split);
            prefix[split.Tree] &= split.Mask;
            if (_thresholds.Count % BlockSize != 0) continue;
            _blockEnds.Add(_source.Thresholds[node]);
            _prefixes.AddRange(prefix);
        }

        int spare = BlockSize - (splits.Length % BlockSize);
        _thresholds.AddRange(Enumerable.Repeat(float.PositiveInfinity, spare));
        _splits.AddRange(new QuickScorer<TMask>.SplitMask[spare]);
        while (_blockEnds.Count % QuickScorer<TMask>.Lanes != 0) _blockEnds.Add(float.PositiveInfinity);
        return new QuickScorer<TMask>.FeatureBlocks(ofFeature.Key, firstBlock, firstEnd, _blockEnds.Count);
    }

    private QuickScorer<TMask>.CategoryPrefixes AddCategories(IGrouping<int, (int Node, QuickScorer<TMask>.SplitMask Split)> ofFeature)
    {
        int count = ofFeature.Max(split => CategorySet.Width(_source.CategoriesOf(split.Node))), first = _prefixes.Count / _treeCount;
        for (uint category = 0; category <= count; category++)
        {
            TMask[] prefix = Untouched();
            foreach ((int node, QuickScorer<TMask>.SplitMask split) in ofFeature)
            {
                if (!CategorySet.Contains(_source.CategoriesOf(node), category)) prefix[split.Tree] &= split.Mask;
            }

            _prefixes.AddRange(prefix);
        }

        return new QuickScorer<TMask>.CategoryPrefixes(ofFeature.Key, first, count);
    }

    private TMask[] Untouched()
    {
        var untouched = new TMask[_treeCount];
        Array.Fill(untouched, TMask.AllBitsSet);
        return untouched;
    }
}
