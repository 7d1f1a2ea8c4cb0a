namespace FraudMl;

/// <summary>
/// Windows as SQL: what <c>data.WithWindows(…)</c> computes, event by event in the same order, by window functions over the whole table.
/// </summary>
/// <remarks>
/// A frame by time holds whole moments, and rows of the same moment come one after the other here. So a window without a delay is two
/// frames: by time up to a microsecond before the row, and among the rows of its moment those before it.
/// </remarks>
internal sealed class WindowSql
{
    /// <summary>What the features are selected from.</summary>
    public const string Parts = "fraudml_parts";

    private const string Rows = "fraudml_rows", Time = "fraudml_time";

    private readonly string _order;
    private readonly WindowInputs _inputs;
    private readonly WindowAggregates _aggregates = new();
    private readonly List<string> _features = [];

    /// <param name="source">What is read, for messages.</param>
    /// <param name="schema">Which column is the time and which the label.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="order">The column that orders rows of the same time.</param>
    /// <param name="columns">The columns of the table.</param>
    /// <exception cref="FraudMlException">Thrown when a column is not there or of a type that windows can't be computed of.</exception>
    public WindowSql(
        string source, DatasetSchema schema, IReadOnlyList<EntityWindows> windows, string order, IReadOnlyList<ResultColumn> columns)
    {
        _inputs = new WindowInputs(source, schema, columns);
        _order = TableName.Quoted(_inputs.Require(order, "orders rows of the same time").Name);
        foreach (EntityWindows entity in windows) Add(entity);
    }

    /// <summary>Checks what can be checked before the table is asked.</summary>
    /// <exception cref="FraudMlException">Thrown when a window lacks what it needs.</exception>
    public static void Require(string source, DatasetSchema schema, IReadOnlyList<EntityWindows> windows, string? order)
    {
        if (windows.All(entity => entity.Features.Count == 0))
            throw new FraudMlException("Windows need features, for example Velocity.Per(\"CARD\").Over(TimeSpan.FromDays(7)).Count().");
        if (order is null)
            throw new FraudMlException($"The rows of {source} have no order of their own. Name the column that orders rows of the same "
                + "time with WindowOrderColumn, such as a transaction's number.");
        if (!schema.Roles.Any(role => (role.Value & ColumnRoles.Timestamp) != 0))
            throw new FraudMlException($"Windows need the time of each row. Name its column with schema.Timestamp(\"…\").");
        string? label = FraudCondition.LabelOf(schema);
        foreach (WindowFeature feature in windows.SelectMany(entity => entity.Features))
        {
            if (feature.Function == WindowFunction.Risk && label is null)
                throw new FraudMlException($"{feature.Name} counts frauds. Name the label with schema.Label(\"…\").");
            if (feature.Column is not null && feature.Column == label)
                throw new FraudMlException($"The label '{label}' can't be summed over a window: it is known only after a delay. Use "
                    + "Delayed(…).Risk().") { ColumnName = label };
        }
    }

    /// <summary>Adds the rows with what windows are computed of, and the sums over their frames, as tables of the statement.</summary>
    public void AppendRows(DatabricksSql sql, Action<DatabricksSql> appendSource)
    {
        sql.AppendLiteral($"WITH {Rows} AS (SELECT *, {_inputs.Time} AS {Time}");
        foreach ((string alias, DatabricksSql expression) in _inputs.Expressions) sql.Append(", ", expression, $" AS {alias}");
        appendSource(sql);
        sql.AppendLiteral($"),\n{Parts} AS (SELECT *{_aggregates.Columns} FROM {Rows}{_aggregates.Frames})\n");
    }

    /// <summary>Returns the features as columns to select.</summary>
    public string Features() => string.Concat(_features.Select(feature => $",\n{feature}"));

    private void Add(EntityWindows entity)
    {
        string hasKeys = string.Join(" AND ", entity.Keys.Select(_inputs.HasKey));
        string keys = string.Join(", ", entity.Keys.Select(TableName.Quoted));
        foreach (WindowFeature feature in entity.Features)
        {
            _inputs.RequireNew(feature.Name);
            var frames = new WindowFrames(_aggregates, feature, entity.IncludesCurrent, keys, Time, _order);
            _features.Add($"double(CASE WHEN {hasKeys} THEN {Value(feature, frames)} END) AS {TableName.Quoted(feature.Name)}");
        }
    }

    private string Value(WindowFeature feature, WindowFrames frames) => feature.Function switch
    {
        WindowFunction.Count => frames.Count("*"),
        WindowFunction.Sum => frames.Sum(_inputs.Number(feature)),
        WindowFunction.Mean => frames.Mean(_inputs.Number(feature)),
        WindowFunction.StandardDeviation => frames.StandardDeviation(_inputs.Number(feature)),
        WindowFunction.Max => frames.Max(_inputs.Number(feature)),
        WindowFunction.Distinct => frames.Distinct(_inputs.Text(feature)),
        WindowFunction.SinceLast => frames.SinceLast(),
        WindowFunction.RatioToMean => $"{_inputs.Number(feature)} / nullif({frames.Mean(_inputs.Number(feature))}, 0)",
        WindowFunction.Risk => $"coalesce({frames.SumOf(_inputs.Fraud())} / nullif({frames.Count("*")}, 0), 0)",
        _ => throw new FraudMlException($"{feature.Name}: {feature.Function} is not computed in SQL. Read the rows, and add "
            + "data.WithWindows(…)."),
    };
}
