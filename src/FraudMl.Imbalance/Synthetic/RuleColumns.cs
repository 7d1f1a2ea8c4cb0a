namespace FraudMl;

internal static class RuleColumns
{
    public static IReadOnlyDictionary<string, int> Of(FeatureMatrix matrix) =>
        Enumerable.Range(0, matrix.ColumnCount).DistinctBy(column => matrix.Columns[column].Name)
            .ToDictionary(column => matrix.Columns[column].Name);

    public static int IndexOf(IReadOnlyDictionary<string, int> columns, string name) => columns.TryGetValue(name, out int column)
        ? column
        : throw new FraudMlException($"There is no feature '{name}' where rows are resampled."
            + $"{NearNames.Hint(name, columns.Keys)} There are {string.Join(", ", columns.Keys)}.") { ColumnName = name };
}
