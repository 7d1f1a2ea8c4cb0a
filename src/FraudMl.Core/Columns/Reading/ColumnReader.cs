namespace FraudMl;

/// <summary>Collects one column, row by row.</summary>
internal abstract class ColumnReader(string name, ColumnRoles roles) : CellSink
{
    public override string Name { get; } = name;

    protected ColumnRoles Roles { get; } = roles;

    /// <summary>Returns the reader of a column whose values look like a kind; the schema goes first.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="kind">What its values look like.</param>
    /// <param name="isTime">Whether a timestamp is written as date and time; else it is a number of the schema's unit.</param>
    /// <param name="schema">Roles, and kinds that are given.</param>
    /// <param name="missing">The texts that mean missing.</param>
    /// <param name="mayRound">Whether the source's own type says that the values are no keys, so that rounding to 32 bits loses nothing but digits.</param>
    public static ColumnReader Of(string name, ColumnKind kind, bool isTime, DatasetSchema schema, MissingTokens missing, bool mayRound = false)
    {
        ColumnRoles roles = schema.RolesOf(name);
        bool isGiven = schema.Kinds.TryGetValue(name, out ColumnKind given);
        if (isGiven) kind = given;
        else if ((roles & ColumnRoles.Timestamp) != 0 && !((roles & ColumnRoles.Feature) != 0 && kind == ColumnKind.Number)) kind = ColumnKind.Timestamp;
        if (kind == ColumnKind.Number && (roles & ColumnRoles.Timestamp) != 0)
            return new ElapsedColumnReader(name, roles, missing, schema.Units.GetValueOrDefault(name));
        return kind switch
        {
            ColumnKind.Number => new NumberColumnReader(name, roles, missing, !isGiven && !mayRound),
            ColumnKind.Text => new TextColumnReader(name, roles, missing),
            _ => new TimestampColumnReader(name, roles, missing, isTime ? null : schema.Units.GetValueOrDefault(name)),
        };
    }

    /// <summary>Returns the column of the first rows.</summary>
    public abstract DataColumn Take(int rowCount);
}
