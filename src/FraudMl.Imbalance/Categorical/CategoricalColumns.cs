namespace FraudMl;

/// <summary>The categorical features of a matrix: one-hot groups, and single columns whose values are categories.</summary>
internal sealed class CategoricalColumns
{
    private readonly int[][] _features;

    private CategoricalColumns(int[][] features, int[] continuous) => (_features, Continuous) = (features, continuous);

    /// <value>The other columns.</value>
    public int[] Continuous { get; }

    public int Count => _features.Length;

    /// <summary>Finds them: named columns (a column of a group stands for it), or every one-hot group and indicator
    /// when none is named; what its kind says is categorical always is.</summary>
    public static CategoricalColumns Of(FeatureMatrix matrix, IReadOnlyList<string>? names)
    {
        IReadOnlyDictionary<string, int> columns = RuleColumns.Of(matrix);
        int[] chosen = names is null
            ? [.. Enumerable.Range(0, matrix.ColumnCount)
                .Where(column => matrix.Columns[column].OneHotGroup is not null || matrix.Columns[column].Kind == FeatureKind.Indicator)]
            : [.. names.Select(name => RuleColumns.IndexOf(columns, name))];
        IEnumerable<int> byKind = Enumerable.Range(0, matrix.ColumnCount)
            .Where(column => matrix.Columns[column].Kind == FeatureKind.Categorical);
        return Of(matrix, [.. chosen.Union(byKind)]);
    }

    /// <summary>Takes every column as categorical.</summary>
    public static CategoricalColumns All(FeatureMatrix matrix) => Of(matrix, [.. Enumerable.Range(0, matrix.ColumnCount)]);

    /// <summary>Returns the category of a feature in a row: the value, or the place in its group of the column that
    /// is 1 (−1 for none).</summary>
    public float Category(ReadOnlySpan<float> row, int feature)
    {
        int[] columns = _features[feature];
        if (columns.Length == 1) return row[columns[0]];
        for (int i = 0; i < columns.Length; i++)
        {
            if (row[columns[i]] >= 0.5f) return i;
        }

        return -1;
    }

    /// <summary>Writes a category into a row.</summary>
    public void Write(Span<float> row, int feature, float category)
    {
        int[] columns = _features[feature];
        if (columns.Length == 1) row[columns[0]] = category;
        else
        {
            for (int i = 0; i < columns.Length; i++) row[columns[i]] = i == (int)category ? 1 : 0;
        }
    }

    /// <summary>Returns the categories that most of some rows have, ascending.</summary>
    public float[] Modes(FeatureMatrix matrix, IEnumerable<int> rows, int feature)
    {
        (float Category, int Count)[] counts = [.. rows.GroupBy(row => Category(matrix.Row(row), feature))
            .Select(group => (group.Key, group.Count()))];
        int most = counts.Max(pair => pair.Count);
        return [.. counts.Where(pair => pair.Count == most).Select(pair => pair.Category).Order()];
    }

    private static CategoricalColumns Of(FeatureMatrix matrix, int[] chosen)
    {
        int[][] features = [.. chosen.GroupBy(column => matrix.Columns[column].OneHotGroup ?? $"\0{column}").Select(group =>
            matrix.Columns[group.First()].OneHotGroup is { } name
                ? Enumerable.Range(0, matrix.ColumnCount).Where(column => matrix.Columns[column].OneHotGroup == name).ToArray()
                : group.Distinct().ToArray())];
        return new CategoricalColumns(features,
            [.. Enumerable.Range(0, matrix.ColumnCount).Except(features.SelectMany(columns => columns))]);
    }
}
