using System.Globalization;

namespace FraudMl;

/// <summary>The SQL that is true for frauds, by what a schema says of the label.</summary>
internal static class FraudCondition
{
    private const string Truth = "true";

    /// <summary>Returns the condition; null where the schema names no label. A label that is missing is no fraud.</summary>
    public static DatabricksSql? Of(DatasetSchema schema)
    {
        if (LabelOf(schema) is not { } label) return null;
        string column = TableName.Quoted(label);
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

    /// <summary>Returns the column of the label; null where the schema names none.</summary>
    public static string? LabelOf(DatasetSchema schema) =>
        schema.Roles.FirstOrDefault(role => (role.Value & ColumnRoles.Label) != 0).Key;
}
