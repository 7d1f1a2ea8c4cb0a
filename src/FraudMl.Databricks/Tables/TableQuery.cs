using System.Globalization;
using System.Text.RegularExpressions;

namespace FraudMl;

/// <summary>What is wanted of a table or a query, and the statement that reads that and no more.</summary>
internal sealed partial class TableQuery
{
    private readonly DatabricksSql _source;
    private readonly IReadOnlyList<string>? _columns;
    private readonly DatabricksSql? _where;
    private readonly DatabricksReadOptions _options;
    private readonly bool _isQuery;

    /// <exception cref="FraudMlException">Thrown when it is neither a table's name nor a query.</exception>
    public TableQuery(DatabricksSql tableOrQuery, DatasetSchema schema, IReadOnlyList<string>? columns, DatabricksSql? where,
        DatabricksReadOptions options)
    {
        string text = tableOrQuery.ToString().Trim();
        _isQuery = Query().IsMatch(text);
        TableName? table = _isQuery ? null : TableName.TryParse(text);
        if (!_isQuery && table is null)
            throw new FraudMlException("What is read from Databricks must be a table, such as main.fraud.payments, or a query that begins "
                + "with SELECT or WITH.");
        if (columns is { Count: 0 }) throw new FraudMlException("columns must name at least one column, or be left out for all.");
        _source = table is null ? tableOrQuery : DatabricksSql.FromString(table.Sql);
        (_columns, _where, _options) = (columns, where, options);
        (Name, Schema) = (table?.ToString() ?? "query", schema);
        if (options.Windows.Count > 0) WindowSql.Require(Name, schema, options.Windows, options.WindowOrderColumn);
        if (options.SampleShare < 1 && options.Sampling.WeightColumn is { } weight) schema.Weight(weight);
    }

    /// <value>What is read, for messages.</value>
    public string Name { get; }

    /// <value>What is known of its columns.</value>
    public DatasetSchema Schema { get; }

    /// <summary>Returns the statement that finds the columns of the whole, and no row.</summary>
    public DatabricksSql Probe()
    {
        var sql = DatabricksSql.FromString("SELECT *");
        AppendSource(sql);
        sql.AppendLiteral(" LIMIT 0");
        return sql;
    }

    /// <summary>Returns the statement.</summary>
    /// <param name="known">The columns of the whole where there are windows; else null.</param>
    /// <exception cref="FraudMlException">Thrown when windows can't be computed of the columns.</exception>
    public DatabricksSql Sql(IReadOnlyList<ResultColumn>? known)
    {
        bool isSample = _options.SampleShare < 1;
        if (_isQuery && _columns is null && _where is null && !isSample && known is null) return _source;
        var sql = new DatabricksSql();
        WindowSql? windows = null;
        if (known is not null)
        {
            windows = new WindowSql(Name, Schema, _options.Windows, _options.WindowOrderColumn!, known);
            windows.AppendRows(sql, AppendSource);
        }

        IReadOnlyList<string>? columns = _columns
            ?? known?.Select(column => column.Name).Where(name => Schema.RolesOf(name) != ColumnRoles.Ignored).ToArray();
        sql.AppendLiteral("SELECT " + (columns is null ? "*" : string.Join(", ", columns.Select(TableName.Quoted))));
        if (windows is not null) sql.AppendLiteral(windows.Features());
        DatabricksSql? fraud = isSample && _options.Sampling.KeepFrauds ? FraudCondition.Of(Schema) : null;
        if (isSample && _options.Sampling.WeightColumn is { } weight) AppendWeight(sql, fraud, weight);
        if (windows is null) AppendSource(sql);
        else sql.AppendLiteral(" FROM " + WindowSql.Parts);
        if (_where is not null) sql.Append(" WHERE (", _where, "\n)");
        if (isSample) AppendSample(sql, fraud);
        return sql;
    }

    public override string ToString() => Name;

    private void AppendSource(DatabricksSql sql)
    {
        if (_isQuery) sql.Append(" FROM (\n", _source, "\n)");
        else sql.Append(" FROM ", _source, "");
    }

    private void AppendWeight(DatabricksSql sql, DatabricksSql? fraud, string column)
    {
        string others = (1 / _options.SampleShare).ToString("R", CultureInfo.InvariantCulture);
        if (fraud is null) sql.AppendLiteral($", CAST({others} AS DOUBLE) AS {TableName.Quoted(column)}");
        else sql.Append(", CAST(CASE WHEN ", fraud, $" THEN 1 ELSE {others} END AS DOUBLE) AS {TableName.Quoted(column)}");
    }

    private void AppendSample(DatabricksSql sql, DatabricksSql? fraud)
    {
        string drawn = FormattableString.Invariant($"rand({_options.Sampling.Seed}) < ")
            + _options.SampleShare.ToString("R", CultureInfo.InvariantCulture);
        sql.AppendLiteral(_where is null ? " WHERE " : " AND ");
        if (fraud is null) sql.AppendLiteral(drawn);
        else sql.Append("(", fraud, $" OR {drawn})");
    }

    [GeneratedRegex(@"^(?:\(|\s|/\*.*?\*/|--[^\n]*\n)*(?:SELECT|WITH|VALUES|TABLE|FROM|SHOW|DESCRIBE|DESC)\b(?!\.)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Query();
}
