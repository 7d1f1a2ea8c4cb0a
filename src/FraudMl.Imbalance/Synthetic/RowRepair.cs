namespace FraudMl;

/// <summary>Makes a made-up row valid: whole numbers, one-hot groups, bounds, immutable and derived columns.</summary>
internal sealed class RowRepair
{
    private readonly int[] _whole;
    private readonly int[][] _groups;
    private readonly (int Column, float Low, float High)[] _bounds;
    private readonly int[] _immutable;
    private readonly (int Column, DerivedValue Value)[] _derived;
    private readonly IReadOnlyDictionary<string, int> _names;

    public RowRepair(FeatureMatrix matrix, SyntheticRules rules)
    {
        (int Index, FeatureColumn Column)[] columns = [.. matrix.Columns.Select((column, index) => (index, column))];
        _names = RuleColumns.Of(matrix);
        _whole = [.. columns.Where(c => c.Column.Kind != FeatureKind.Number && c.Column.OneHotGroup is null).Select(c => c.Index)];
        _groups = [.. columns.Where(c => c.Column.OneHotGroup is not null).GroupBy(c => c.Column.OneHotGroup)
            .Select(group => group.Select(c => c.Index).ToArray())];
        _bounds = [.. columns.Where(c => c.Column.Minimum is not null || c.Column.Maximum is not null)
            .Select(c => (c.Index, c.Column.Minimum ?? float.NegativeInfinity, c.Column.Maximum ?? float.PositiveInfinity))];
        _immutable = [.. rules.ImmutableColumns.Select(name => RuleColumns.IndexOf(_names, name))];
        _derived = [.. rules.DerivedColumns.Select(derived => (RuleColumns.IndexOf(_names, derived.Key), derived.Value))];
    }

    /// <value>Whether there is anything to make valid.</value>
    public bool IsNeeded => _whole.Length + _groups.Length + _bounds.Length + _immutable.Length + _derived.Length > 0;

    public void Apply(Span<float> row, ReadOnlySpan<float> parent)
    {
        foreach (int column in _whole) row[column] = MathF.Round(row[column]);
        foreach (int[] group in _groups) ChooseOne(row, parent, group);
        foreach ((int column, float low, float high) in _bounds)
            if (!float.IsNaN(row[column])) row[column] = Math.Clamp(row[column], low, high);
        foreach (int column in _immutable) row[column] = parent[column];
        foreach ((int column, DerivedValue value) in _derived) row[column] = value(new FeatureValues(row, _names));
    }

    // The nearest category; none only where the parent has none and no category reaches a half.
    private static void ChooseOne(Span<float> row, ReadOnlySpan<float> parent, int[] group)
    {
        int largest = group[0];
        bool any = false;
        foreach (int column in group)
        {
            if (row[column] > row[largest]) largest = column;
            any |= parent[column] >= 0.5f;
        }

        any |= row[largest] >= 0.5f;
        foreach (int column in group) row[column] = any && column == largest ? 1 : 0;
    }
}
