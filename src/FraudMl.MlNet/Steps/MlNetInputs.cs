namespace FraudMl;

/// <summary>A pipeline's columns as ML.NET reads them.</summary>
internal static class MlNetInputs
{
    public const string Label = "Label";

    /// <summary>Returns the training rows; the label is a column of its own, unless a feature has its name.</summary>
    public static Dataset Rows(TrainingRows rows)
    {
        var columns = new List<DataColumn>();
        foreach (SchemaColumn column in rows.Schema.Columns)
        {
            columns.Add(column.Kind switch
            {
                ColumnKind.Number => Column(column, rows.Numbers(column).ToArray(), [], []),
                ColumnKind.Text => Column(column, [], rows.Codes(column).ToArray(), []),
                _ => Column(column, [], [], rows.Block.Timestamps(column.Slot)[..rows.Block.RowCount].ToArray()),
            });
        }

        return WithLabel(columns, [.. rows.Labels.ToArray().Select(label => label ? 1f : 0f)]);
    }

    /// <summary>Returns the same columns without rows, for their schema.</summary>
    public static Dataset None(IReadOnlyList<SchemaColumn> columns) =>
        WithLabel([.. columns.Select(column => Column(column, [], [], []))], []);

    private static Dataset WithLabel(List<DataColumn> columns, float[] labels) => new(
        columns.Any(column => column.Name == Label) ? columns : [.. columns, new NumberColumn(Label, labels, ColumnRoles.Label)]);

    private static DataColumn Column(SchemaColumn column, float[] numbers, int[] codes, long[] times) => column.Kind switch
    {
        ColumnKind.Number => new NumberColumn(column.Name, numbers),
        ColumnKind.Text => new TextColumn(column.Name, codes, new TextDictionary(column.Texts!)),
        _ => new TimestampColumn(column.Name, times, ColumnRoles.Feature),
    };
}
