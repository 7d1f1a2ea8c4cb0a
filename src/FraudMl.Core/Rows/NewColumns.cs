namespace FraudMl;

internal static class NewColumns
{
    /// <summary>Returns number columns that replace others of the same names, in new slots.</summary>
    public static SchemaColumn[] Replacing(RowSchema schema, IReadOnlyList<SchemaColumn> columns)
    {
        int next = schema.SlotCount(ColumnKind.Number);
        return [.. columns.Select((column, i) => column with { Slot = next + i })];
    }

    /// <summary>Returns number columns that replace others of the same names and may hold any number, in new slots.</summary>
    public static SchemaColumn[] Unbounded(RowSchema schema, IReadOnlyList<SchemaColumn> columns) =>
        [.. Replacing(schema, columns).Select(column => column with
        {
            Feature = column.Feature with { Kind = FeatureKind.Number, Minimum = null, Maximum = null, OneHotGroup = null },
        })];

    /// <summary>Returns the number columns that a step works on, or throws where one is of another kind. Of all numbers, those that name
    /// categories are left out.</summary>
    public static IReadOnlyList<SchemaColumn> Numbers(TrainingRows rows, Columns columns, string step)
    {
        IReadOnlyList<SchemaColumn> inputs = columns.In(rows.Schema);
        if (columns.Kind is not null) inputs = [.. inputs.Where(column => column.Feature.Kind != FeatureKind.Categorical)];
        Require(inputs, ColumnKind.Number, step);
        return inputs;
    }

    /// <summary>Returns the slots of columns.</summary>
    public static int[] Slots(IReadOnlyList<SchemaColumn> columns) => [.. columns.Select(column => column.Slot)];

    /// <summary>Throws unless every column is of the kind; numbers that name categories are none.</summary>
    public static void Require(IReadOnlyList<SchemaColumn> columns, ColumnKind kind, string step)
    {
        foreach (SchemaColumn column in columns)
        {
            if (column.Kind != kind)
                throw new FraudMlException(
                    $"{step} needs {kind} columns, and '{column.Name}' is {column.Kind}. {WayOut(column, kind)}")
                { ColumnName = column.Name };
            if (column.Feature.Kind == FeatureKind.Categorical)
                throw new FraudMlException($"{step} needs numbers, and those of '{column.Name}' are names of categories. Leave it out, or "
                    + $"encode \"{column.Feature.Sources[0]}\" by .OneHot or .TargetMean instead of .Categorical.")
                { ColumnName = column.Name };
        }
    }

    private static string WayOut(SchemaColumn column, ColumnKind wanted) => (column.Kind, wanted) switch
    {
        (ColumnKind.Text, ColumnKind.Number) => $"Encode it first, for example with .OneHot(\"{column.Name}\"), or read it with "
            + $"schema.Number(\"{column.Name}\").",
        (ColumnKind.Timestamp, ColumnKind.Number) => $"Take it apart first, with .Calendar(\"{column.Name}\").",
        _ => ModelInputs.WayOut(column.Name, wanted),
    };
}
