namespace FraudMl;

/// <summary>An immutable, columnar table of transactions.</summary>
public sealed class Dataset
{
    private readonly Dictionary<string, DataColumn> _byName;
    private readonly bool[]? _labels;
    private readonly ReadOnlyMemory<long>? _timestamps;

    /// <summary>Creates a dataset from columns of equal length.</summary>
    /// <param name="columns">The columns, names distinct.</param>
    /// <param name="name">What it is, for messages and tracking.</param>
    /// <param name="timestampUnit">The unit of a numeric timestamp column.</param>
    /// <exception cref="FraudMlException">Thrown when lengths differ, a name stands twice or the label is not 0 or 1.</exception>
    public Dataset(IReadOnlyList<DataColumn> columns, string name = "dataset", TimeUnit timestampUnit = TimeUnit.Seconds)
    {
        Columns = columns;
        Name = name;
        TimestampUnit = timestampUnit;
        RowCount = columns.Count == 0 ? 0 : columns[0].RowCount;
        _byName = new Dictionary<string, DataColumn>(columns.Count, StringComparer.Ordinal);
        foreach (DataColumn column in columns)
        {
            if (!_byName.TryAdd(column.Name, column))
                throw new FraudMlException($"Column names must be distinct; '{column.Name}' stands twice.") { ColumnName = column.Name };
            if (column.RowCount != RowCount)
                throw new FraudMlException($"Columns must have equal lengths; '{column.Name}' has {column.RowCount} rows, "
                    + $"'{columns[0].Name}' {RowCount}.") { ColumnName = column.Name };
        }

        _labels = DatasetRoles.Labels(this);
        _timestamps = DatasetRoles.Timestamps(this);
    }

    /// <value>What it is, for messages and tracking.</value>
    public string Name { get; }

    /// <value>The columns in the source's order.</value>
    public IReadOnlyList<DataColumn> Columns { get; }

    /// <value>The number of rows.</value>
    public int RowCount { get; }

    /// <value>The unit of a numeric timestamp column.</value>
    public TimeUnit TimestampUnit { get; }

    /// <value>Whether there is a label column.</value>
    public bool HasLabels => _labels is not null;

    /// <value>Whether there is a timestamp column.</value>
    public bool HasTimestamps => _timestamps is not null;

    /// <value>The labels, true is fraud.</value>
    /// <exception cref="FraudMlException">Thrown when there is no label column.</exception>
    public ReadOnlySpan<bool> Labels => _labels ?? throw new FraudMlException(
        $"{Name} has no label column. Name one with schema.Label(\"…\"); its columns are {ColumnNames()}.");

    /// <value>The times of the events in microseconds.</value>
    /// <exception cref="FraudMlException">Thrown when there is no timestamp column.</exception>
    public ReadOnlySpan<long> Timestamps => _timestamps is { } times ? times.Span : throw new FraudMlException(
        $"{Name} has no timestamp column. Name one with schema.Timestamp(\"…\"); its columns are {ColumnNames()}.");

    /// <value>The weights of the rows; empty when every row weighs 1.</value>
    public ReadOnlySpan<float> Weights =>
        Columns.FirstOrDefault(column => column.Is(ColumnRoles.Weight)) is NumberColumn weights ? weights.Values : [];

    /// <value>The velocity features that <c>WithWindows</c> has added; a model fitted on the data carries them.</value>
    public IReadOnlyList<EntityWindows> Windows { get; internal init; } = [];

    /// <value>What was noticed while reading: columns that may have been read as something else than they are. Default none.</value>
    public IReadOnlyList<DatasetWarning> Warnings { get; internal init; } = [];

    /// <value>How texts became values; a model fitted on the data keeps it.</value>
    internal ReadingRules Reading { get; init; } = ReadingRules.Usual;

    // Lost where rows are taken by hand: nothing then says how to get them again.
    internal DatasetOrigin? Origin { get; init; }

    /// <value>The number of frauds.</value>
    public int FraudCount => Labels.Count(true);

    /// <value>The columns that are features.</value>
    public IEnumerable<DataColumn> Features => Columns.Where(column => column.Is(ColumnRoles.Feature));

    /// <summary>Returns a column by name.</summary>
    /// <param name="name">The column's name.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such column.</exception>
    public DataColumn this[string name] => _byName.TryGetValue(name, out DataColumn? column)
        ? column
        : throw new FraudMlException($"{Name} has no column '{name}'.{NearNames.Hint(name, _byName.Keys)} Its columns "
            + $"are {ColumnNames()}.") { ColumnName = name };

    /// <summary>Returns whether a column is there.</summary>
    /// <param name="name">The column's name.</param>
    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>Returns the chosen rows, in the given order.</summary>
    /// <param name="rows">Row indices, 0-based.</param>
    public Dataset Take(ReadOnlySpan<int> rows)
    {
        var taken = new DataColumn[Columns.Count];
        for (int i = 0; i < taken.Length; i++) taken[i] = Columns[i].Take(rows);
        return new Dataset(taken, Name, TimestampUnit) { Windows = Windows, Warnings = Warnings, Reading = Reading };
    }

    // Other columns of the same rows, with the windows and warnings that they still have.
    internal Dataset With(IReadOnlyList<DataColumn> columns)
    {
        HashSet<string> names = [.. columns.Select(column => column.Name)];
        return new Dataset(columns, Name, TimestampUnit)
        {
            Windows = [.. Windows.Select(windows => windows.Only(names)).Where(windows => windows.Features.Count > 0)],
            Warnings = [.. Warnings.Where(warning => names.Contains(warning.ColumnName))],
            Reading = Reading,
        };
    }

    // The same rows under another name.
    internal Dataset Named(string name) =>
        new(Columns, name, TimestampUnit) { Windows = Windows, Warnings = Warnings, Reading = Reading };

    // The same columns, and where they came from.
    internal Dataset WithOrigin(DatasetOrigin? origin) =>
        new(Columns, Name, TimestampUnit) { Windows = Windows, Warnings = Warnings, Reading = Reading, Origin = origin };

    /// <summary>Reads a dataset from a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Dataset From(IDatasetSource source, CancellationToken cancellationToken = default) => source.Read(cancellationToken);

    /// <summary>Returns the rows by time; rows with the same time stay in the order of the data.</summary>
    internal int[] OrderByTime() => TimeOrder.Of(Timestamps);

    /// <summary>Returns rows, frauds and columns with kinds, roles and missing values; nothing that a row holds.</summary>
    public override string ToString() => DatasetText.Of(this);

    private string ColumnNames() => string.Join(", ", Columns.Select(column => column.Name));
}
