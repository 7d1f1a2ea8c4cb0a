namespace FraudMl.Tests;

internal static class Datasets
{
    /// <summary>Returns training rows as a dataset.</summary>
    public static Dataset Of(TrainingData data)
    {
        int columns = data.Matrix.ColumnCount;
        IEnumerable<DataColumn> features = Enumerable.Range(0, columns).Select(column => new NumberColumn(
            data.Matrix.Columns[column].Name, [.. Enumerable.Range(0, data.Matrix.RowCount).Select(row => data.Matrix.Row(row)[column])]));
        return new Dataset([.. features, new NumberColumn("Class", [.. data.Labels.ToArray().Select(fraud => fraud ? 1f : 0f)],
            ColumnRoles.Label)]);
    }
}
