namespace FraudMl;

/// <summary>The columns that stand at one place of a pipeline. Every step writes new slots, so earlier values stay readable.</summary>
public sealed class RowSchema
{
    private readonly Dictionary<string, SchemaColumn> _byName;
    private readonly int[] _slotCounts;

    /// <summary>Creates the schema of a pipeline's input.</summary>
    /// <param name="columns">The columns.</param>
    public RowSchema(IReadOnlyList<SchemaColumn> columns)
        : this(columns, SlotCounts(columns))
    {
    }

    private RowSchema(IReadOnlyList<SchemaColumn> columns, int[] slotCounts)
    {
        Columns = columns;
        _slotCounts = slotCounts;
        _byName = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
    }

    /// <value>The columns in order.</value>
    public IReadOnlyList<SchemaColumn> Columns { get; }

    /// <summary>Returns a column by name.</summary>
    /// <param name="name">The column's name.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such column.</exception>
    public SchemaColumn this[string name] => _byName.TryGetValue(name, out SchemaColumn? column)
        ? column
        : throw new FraudMlException($"There is no column '{name}' at this place of the pipeline. The columns are {string.Join(", ", Columns.Select(c => c.Name))}.") { ColumnName = name };

    /// <summary>Returns whether a column is there.</summary>
    /// <param name="name">The column's name.</param>
    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>Returns how many slots of a kind are taken; the next new one has this index.</summary>
    /// <param name="kind">The kind.</param>
    public int SlotCount(ColumnKind kind) => _slotCounts[(int)kind];

    /// <summary>Returns the schema after a step: a column of the same name is replaced in its place, a new one comes last.</summary>
    /// <param name="step">The fitted step.</param>
    public RowSchema After(IFittedStep step)
    {
        var columns = new List<SchemaColumn>(Columns.Where(column => !step.Removes.Contains(column.Name)));
        foreach (SchemaColumn added in step.Adds)
        {
            int place = columns.FindIndex(column => column.Name == added.Name);
            if (place >= 0) columns[place] = added;
            else columns.Add(added);
        }

        return new RowSchema(columns, SlotCounts(step.Adds, _slotCounts));
    }

    private static int[] SlotCounts(IEnumerable<SchemaColumn> columns, int[]? taken = null)
    {
        int[] counts = taken is null ? new int[3] : [.. taken];
        foreach (SchemaColumn column in columns)
            counts[(int)column.Kind] = Math.Max(counts[(int)column.Kind], column.Slot + 1);
        return counts;
    }
}
