namespace FraudMl;

/// <summary>What windows are computed of, each column as reading it would make it: 32-bit numbers, texts that are not blank, times in
/// microseconds.</summary>
internal sealed class WindowInputs
{
    private readonly string _source;
    private readonly DatasetSchema _schema;
    private readonly Dictionary<string, ResultColumn> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Alias, DatabricksSql Sql)> _expressions = new(StringComparer.Ordinal);

    /// <exception cref="FraudMlException">Thrown when the time is not there, or no time.</exception>
    public WindowInputs(string source, DatasetSchema schema, IReadOnlyList<ResultColumn> columns)
    {
        (_source, _schema) = (source, schema);
        foreach (ResultColumn column in columns) _columns.TryAdd(column.Name, column);
        Time = TimeOf(Require(schema.Roles.First(role => (role.Value & ColumnRoles.Timestamp) != 0).Key, "is the time of windows"));
    }

    /// <value>The time in microseconds since 1970.</value>
    public string Time { get; }

    /// <value>The expressions that were asked for, with their names.</value>
    public IEnumerable<(string Alias, DatabricksSql Sql)> Expressions => _expressions.Values;

    /// <summary>Returns a column of the table.</summary>
    /// <exception cref="FraudMlException">Thrown when there is none of the name.</exception>
    public ResultColumn Require(string name, string use) => _columns.GetValueOrDefault(name) ?? throw new FraudMlException(
        $"{_source} has no column '{name}', which {use}.{NearNames.Hint(name, _columns.Keys)}") { ColumnName = name };

    /// <summary>Checks that a feature's name is free.</summary>
    public void RequireNew(string name)
    {
        if (!_columns.TryAdd(name, new ResultColumn { Name = name }))
            throw new FraudMlException($"{_source} has a column '{name}' already, or two windows make it. Rename the column in a query, or "
                + "leave a window out.") { ColumnName = name };
    }

    /// <summary>Returns the condition that a row has a key.</summary>
    public string HasKey(string name)
    {
        ResultColumn column = Require(name, "is the key of an entity");
        if (IsText(column)) return $"trim({TableName.Quoted(name)}) <> ''";
        return IsNumber(column) ? $"{TableName.Quoted(name)} IS NOT NULL" : throw Refused(column, "the key of an entity");
    }

    public string Number(WindowFeature feature)
    {
        ResultColumn column = Require(feature.Column!, $"{feature.Name} is computed of");
        if (!IsNumber(column)) throw Refused(column, "summed over a window: it must be a number");
        // Two missing values are one here: null, and what is no number.
        return Named(column.Name, DatabricksSql.FromString($"nullif(float({TableName.Quoted(column.Name)}), float('NaN'))"));
    }

    public string Text(WindowFeature feature)
    {
        ResultColumn column = Require(feature.Column!, $"{feature.Name} is computed of");
        string quoted = TableName.Quoted(column.Name);
        if (IsText(column)) return Named(column.Name, DatabricksSql.FromString($"CASE WHEN trim({quoted}) <> '' THEN {quoted} END"));
        return IsNumber(column) && _schema.Kinds.GetValueOrDefault(column.Name) == ColumnKind.Text ? Named(column.Name, quoted)
            : throw Refused(column, $"counted by distinct values: it must be text (schema.Text(\"{column.Name}\"))");
    }

    public string Fraud()
    {
        var sql = new DatabricksSql();
        sql.Append("double(CASE WHEN ", FraudCondition.Of(_schema)!, " THEN 1 ELSE 0 END)");
        return Named("", sql);
    }

    private string Named(string column, DatabricksSql sql)
    {
        if (!_expressions.TryGetValue($"{column}\0{sql}", out (string Alias, DatabricksSql Sql) known))
            _expressions[$"{column}\0{sql}"] = known = (FormattableString.Invariant($"fraudml_v{_expressions.Count}"), sql);
        return known.Alias;
    }

    // Times without a zone count as UTC, whatever zone the warehouse's session is in.
    private string TimeOf(ResultColumn column)
    {
        string quoted = TableName.Quoted(column.Name);
        long unit = _schema.Units.GetValueOrDefault(column.Name).Microseconds();
        return column.TypeName switch
        {
            "TIMESTAMP" => $"unix_micros({quoted})",
            "TIMESTAMP_NTZ" => $"unix_micros(timestamp(concat(string({quoted}), 'Z')))",
            "DATE" => $"bigint(unix_date({quoted})) * 86400000000",
            "BYTE" or "SHORT" or "INT" or "LONG" => FormattableString.Invariant($"bigint({quoted}) * {unit}"),
            "FLOAT" or "DOUBLE" or "DECIMAL" => FormattableString.Invariant($"bigint(round(double({quoted}) * {unit}))"),
            _ => throw Refused(column, "the time of windows"),
        };
    }

    private static bool IsText(ResultColumn column) => column.TypeName is "STRING" or "CHAR";

    private static bool IsNumber(ResultColumn column) =>
        column.TypeName is "BYTE" or "SHORT" or "INT" or "LONG" or "FLOAT" or "DOUBLE" or "DECIMAL";

    private FraudMlException Refused(ResultColumn column, string what) => new(
        $"{_source}, column '{column.Name}': {(column.TypeText.Length > 0 ? column.TypeText : column.TypeName)} can't be {what}. "
        + "Convert it in a query.") { ColumnName = column.Name };
}
