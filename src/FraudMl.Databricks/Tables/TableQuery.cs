using System.Globalization;
using System.Text.RegularExpressions;

namespace FraudMl;

/// <summary>The statement that reads what is wanted of a table or a query, and no more.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Name">What is read, for messages.</param>
/// <param name="Schema">What is known of its columns.</param>
internal sealed partial record TableQuery(DatabricksSql Sql, string Name, DatasetSchema Schema)
{
    private const string Truth = "true";

    /// <exception cref="FraudMlException">Thrown when it is neither a table's name nor a query.</exception>
    public static TableQuery Of(
        DatabricksSql tableOrQuery, DatasetSchema schema, IReadOnlyList<string>? columns, DatabricksSql? where,
        DatabricksReadOptions options)
    {
        string text = tableOrQuery.ToString().Trim();
        bool isQuery = Query().IsMatch(text);
        if (!isQuery && !Table().IsMatch(text))
            throw new FraudMlException("What is read from Databricks must be a table, such as main.fraud.payments, or a query that begins "
                + "with SELECT or WITH.");
        if (columns is { Count: 0 }) throw new FraudMlException("columns must name at least one column, or be left out for all.");
        bool isSample = options.SampleShare < 1;
        string name = isQuery ? "query" : text.Replace("`", "", StringComparison.Ordinal);
        if (isQuery && columns is null && where is null && !isSample) return new(tableOrQuery, name, schema);

        var sql = new DatabricksSql();
        sql.AppendLiteral("SELECT " + (columns is null ? "*" : string.Join(", ", columns.Select(Quoted))));
        DatabricksSql? fraud = isSample ? Fraud(schema, options.Sampling) : null;
        if (isSample && options.Sampling.WeightColumn is { } weight)
        {
            string others = (1 / options.SampleShare).ToString("R", CultureInfo.InvariantCulture);
            if (fraud is null) sql.AppendLiteral($", CAST({others} AS DOUBLE) AS {Quoted(weight)}");
            else Append(sql, ", CAST(CASE WHEN ", fraud, $" THEN 1 ELSE {others} END AS DOUBLE) AS {Quoted(weight)}");
            schema.Weight(weight);
        }

        if (isQuery) Append(sql, " FROM (\n", tableOrQuery, "\n)");
        else sql.AppendLiteral(" FROM " + string.Join(".", Part().Matches(text).Select(part => Quoted(Unquoted(part.Value)))));
        if (where is not null) Append(sql, " WHERE (", where, "\n)");
        if (!isSample) return new(sql, name, schema);
        string share = options.SampleShare.ToString("R", CultureInfo.InvariantCulture);
        string drawn = FormattableString.Invariant($"rand({options.Sampling.Seed}) < ") + share;
        sql.AppendLiteral(where is null ? " WHERE " : " AND ");
        if (fraud is null) sql.AppendLiteral(drawn);
        else Append(sql, "(", fraud, $" OR {drawn})");
        return new(sql, name, schema);
    }

    public override string ToString() => Name;

    private static void Append(DatabricksSql sql, string before, DatabricksSql inner, string after)
    {
        sql.AppendLiteral(before);
        sql.AppendFormatted(inner);
        sql.AppendLiteral(after);
    }

    // Null where frauds are drawn as other rows are.
    private static DatabricksSql? Fraud(DatasetSchema schema, SampleOptions sampling)
    {
        string? label = schema.Roles.FirstOrDefault(role => (role.Value & ColumnRoles.Label) != 0).Key;
        if (label is null || !sampling.KeepFrauds) return null;
        string column = Quoted(label);
        var sql = new DatabricksSql();
        string? positive = schema.Positives.GetValueOrDefault(label);
        if (positive is null || double.TryParse(positive, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            sql.AppendLiteral($"coalesce(try_cast({column} AS DOUBLE) = ");
            sql.AppendFormatted(positive is null ? 1 : double.Parse(positive, CultureInfo.InvariantCulture));
            sql.AppendLiteral(positive is null ? $" OR lower(CAST({column} AS STRING)) = '{Truth}', FALSE)" : ", FALSE)");
            return sql;
        }

        sql.AppendLiteral($"coalesce(trim(CAST({column} AS STRING)) = ");
        sql.AppendFormatted(positive.Trim());
        sql.AppendLiteral(", FALSE)");
        return sql;
    }

    private static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static string Unquoted(string part) =>
        part is ['`', .. var inner, '`'] ? inner.Replace("``", "`", StringComparison.Ordinal) : part;

    [GeneratedRegex(@"^(?:\(|\s|/\*.*?\*/|--[^\n]*\n)*(?:SELECT|WITH|VALUES|TABLE|FROM|SHOW|DESCRIBE|DESC)\b(?!\.)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"^(?:`(?:[^`]|``)+`|[\w-]+)(?:\.(?:`(?:[^`]|``)+`|[\w-]+)){0,2}$")]
    private static partial Regex Table();

    [GeneratedRegex(@"`(?:[^`]|``)+`|[\w-]+")]
    private static partial Regex Part();
}
