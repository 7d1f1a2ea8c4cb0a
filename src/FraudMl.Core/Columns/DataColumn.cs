namespace FraudMl;

/// <summary>A named, immutable column of a <see cref="Dataset"/>.</summary>
public abstract class DataColumn
{
    private protected DataColumn(string name, ColumnKind kind, ColumnRoles roles)
    {
        Name = name;
        Kind = kind;
        Roles = roles;
    }

    /// <value>The column's name.</value>
    public string Name { get; }

    /// <value>How the values are stored.</value>
    public ColumnKind Kind { get; }

    /// <value>What the column is for.</value>
    public ColumnRoles Roles { get; }

    /// <value>The number of rows.</value>
    public abstract int RowCount { get; }

    /// <summary>Returns whether the column has a role.</summary>
    /// <param name="role">The role.</param>
    public bool Is(ColumnRoles role) => (Roles & role) != 0;

    /// <summary>Returns the chosen rows, in the given order.</summary>
    /// <param name="rows">Row indices, 0-based.</param>
    public abstract DataColumn Take(ReadOnlySpan<int> rows);

    /// <summary>Returns the chosen rows; where the row is negative, the value is missing.</summary>
    internal abstract DataColumn TakeOrMissing(ReadOnlySpan<int> rows);

    /// <summary>Returns the same values under another name, in other roles.</summary>
    internal abstract DataColumn With(string name, ColumnRoles roles);

    /// <value>Whether no row has a value: then nothing tells the kind.</value>
    internal abstract bool IsEmpty { get; }

    /// <summary>Returns what the column is, without what it holds.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Kind}, {Roles}, {RowCount:#,0} rows");
}
