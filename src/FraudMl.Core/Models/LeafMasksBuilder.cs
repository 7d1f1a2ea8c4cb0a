using System.Numerics;
using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Lays trees out as <see cref="LeafMasks{TMask}"/>.</summary>
internal sealed class LeafMasksBuilder<TMask>
    where TMask : unmanaged, IBinaryInteger<TMask>
{
    private const int Step = LeafMasks<TMask>.Step;

    private readonly TreeEnsemble _source;
    private readonly int _width;
    private readonly double[] _values;
    private readonly List<(int Node, MaskedSplit<TMask> Split)> _all = [];
    private readonly List<float> _ends = [];
    private readonly List<float> _thresholds = [];
    private readonly List<MaskedSplit<TMask>> _splits = [];
    private readonly List<TMask> _lines = [];

    private LeafMasksBuilder(TreeEnsemble source, int treeCount)
    {
        _source = source;
        _width = (treeCount + LeafMasks<TMask>.LineUnit - 1) / LeafMasks<TMask>.LineUnit * LeafMasks<TMask>.LineUnit;
        _values = new double[_width * Unsafe.SizeOf<TMask>() * 8];
    }

    /// <summary>Returns the layout of sound trees with no more leaves than a mask has bits and no threshold that is NaN.</summary>
    public static LeafMasks<TMask> Build(TreeEnsemble source, int[] roots)
    {
        var builder = new LeafMasksBuilder<TMask>(source, roots.Length);
        for (int tree = 0; tree < roots.Length; tree++) builder.Visit(roots[tree], tree, 0);
        MaskedFeature[] features = [.. builder._all.GroupBy(split => source.Features[split.Node]).OrderBy(group => group.Key).Select(builder.Add)];
        return new LeafMasks<TMask>
        {
            Features = features,
            Ends = [.. builder._ends],
            Thresholds = [.. builder._thresholds],
            Splits = [.. builder._splits],
            Lines = [.. builder._lines],
            Values = builder._values,
            Width = builder._width,
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
        _all.Add((node, new MaskedSplit<TMask>(tree, ~left)));
        return Visit(_source.Right[node], tree, middle);
    }

    private MaskedFeature Add(IGrouping<int, (int Node, MaskedSplit<TMask> Split)> ofFeature)
    {
        (int Node, MaskedSplit<TMask> Split)[] splits = [.. ofFeature.OrderBy(split => _source.Thresholds[split.Node])];
        int firstStep = _thresholds.Count / Step, firstEnd = _ends.Count;
        TMask[] missing = Untouched(), line = Untouched();
        foreach ((_, MaskedSplit<TMask> split) in splits.Where(split => !_source.MissingLeft[split.Node])) missing[split.Tree] &= split.Mask;
        _lines.AddRange(missing);
        foreach ((int node, MaskedSplit<TMask> split) in splits)
        {
            _thresholds.Add(_source.Thresholds[node]);
            _splits.Add(split);
            line[split.Tree] &= split.Mask;
            if (_thresholds.Count % Step != 0) continue;
            _ends.Add(_source.Thresholds[node]);
            _lines.AddRange(line);
        }

        int spare = Step - (splits.Length % Step);
        _thresholds.AddRange(Enumerable.Repeat(float.PositiveInfinity, spare));
        _splits.AddRange(new MaskedSplit<TMask>[spare]);
        while (_ends.Count % LeafMasks<TMask>.Lanes != 0) _ends.Add(float.PositiveInfinity);
        return new MaskedFeature(ofFeature.Key, firstStep, firstEnd, _ends.Count);
    }

    private TMask[] Untouched()
    {
        var line = new TMask[_width];
        Array.Fill(line, TMask.AllBitsSet);
        return line;
    }
}
