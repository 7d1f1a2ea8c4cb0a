namespace FraudMl;

/// <summary>Collects one column, row by row.</summary>
internal abstract class ColumnReader(string name, ColumnRoles roles) : CellSink
{
    public override string Name { get; } = name;

    protected ColumnRoles Roles { get; } = roles;

    /// <summary>Returns the reader of a column whose values look like a kind; the schema goes first.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="look">What its values look like.</param>
    /// <param name="schema">Roles, and kinds that are given.</param>
    /// <param name="rules">How texts become values.</param>
    public static ColumnReader Of(string name, ColumnLook look, DatasetSchema schema, ReadingRules rules)
    {
        ColumnRoles roles = schema.RolesOf(name);
        bool isGiven = schema.Kinds.TryGetValue(name, out ColumnKind given);
        bool hasFormat = schema.Formats.ContainsKey(name);
        bool isTimestamp = hasFormat
            || ((roles & ColumnRoles.Timestamp) != 0 && !((roles & ColumnRoles.Feature) != 0 && look.Kind == ColumnKind.Number));
        if (look.IsEmpty && schema.LabelMayBeAbsent && (roles & ColumnRoles.Label) != 0)
            return new TextColumnReader(name, ColumnRoles.Ignored, rules.Missing);
        ColumnKind kind = isGiven ? given : isTimestamp ? ColumnKind.Timestamp : look.Kind;
        if ((roles & ColumnRoles.Label) != 0 && kind == ColumnKind.Number)
        {
            // Numbers can't say "fraud": they are 0 and 1 whatever stood in the training data.
            string? positive = schema.Positives.GetValueOrDefault(name);
            bool isText = positive is not null && !rules.TryParseHeld(positive, out _, out _);
            if (isText && look is { IsTyped: true, Kind: ColumnKind.Number }) positive = null;
            return new LabelColumnReader(name, roles, rules, positive) { Values = look.Values };
        }

        if (kind == ColumnKind.Number && (roles & ColumnRoles.Timestamp) != 0)
            return new ElapsedColumnReader(name, roles, rules, schema.Units.GetValueOrDefault(name));
        return kind switch
        {
            ColumnKind.Number => new NumberColumnReader(name, roles, rules, !isGiven && !look.MayRound),
            ColumnKind.Text => new TextColumnReader(name, roles,
                look.IsTyped ? MissingTokens.OfBlanksOnly : rules.Missing) { IsInferred = !isGiven && !look.IsTyped },
            _ => new TimestampColumnReader(name, roles, rules, !look.IsTime && !hasFormat && schema.Units.TryGetValue(name,
                out TimeUnit unit) ? unit : null) { LooksLikeNumbers = look.Kind == ColumnKind.Number },
        };
    }

    /// <summary>Makes room for all rows of a source that knows their number, so that none is ever held twice.</summary>
    public abstract void Expect(int rowCount);

    /// <summary>Returns the place of some rows that were expected, where any float can be set as it is; NaN is missing. None where
    /// each has to be looked at.</summary>
    public virtual Span<float> Floats(int first, int count) => default;

    /// <summary>Sets a row's value, which stands between quotes: a text is what it says, even where it looks like a token.</summary>
    public virtual string? SetQuoted(int row, ReadOnlySpan<char> field) => Set(row, field);

    /// <summary>Returns the column of the first rows, of a whole source.</summary>
    /// <exception cref="FraudMlException">Thrown when all values together can't be what they were read as.</exception>
    public DataColumn Take(int rowCount)
    {
        Check();
        return TakeRows(rowCount);
    }

    /// <summary>Returns the column of the first rows, and begins again with a next part of the source.</summary>
    public abstract DataColumn TakeRows(int rowCount);

    /// <summary>Looks at all values that were read, in whatever parts.</summary>
    public virtual void Check()
    {
    }
}

/// <summary>What the values of a column look like.</summary>
/// <param name="Kind">The kind that fits them.</param>
internal readonly record struct ColumnLook(ColumnKind Kind)
{
    /// <value>Whether a timestamp is written as date and time; else it is a number of the schema's unit.</value>
    public bool IsTime { get; init; }

    /// <value>Whether the source's own type says that the values are no keys, so that rounding to 32 bits loses nothing but digits.</value>
    public bool MayRound { get; init; }

    /// <value>Whether the first rows have no value.</value>
    public bool IsEmpty { get; init; }

    /// <value>The distinct values of a label in the first rows where there are two, first the one that may be fraud; else none.</value>
    public IReadOnlyList<string>? Values { get; init; }

    /// <value>Whether values have a type, and null with it: then no text means missing but the blank one.</value>
    public bool IsTyped { get; init; }
}
