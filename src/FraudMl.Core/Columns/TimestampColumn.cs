namespace FraudMl;

/// <summary>A column of times in microseconds; <see cref="Missing"/> is missing.</summary>
public sealed class TimestampColumn : DataColumn
{
    /// <summary>The value that stands for a missing time.</summary>
    public const long Missing = long.MinValue;

    /// <summary>Creates the column over an array, which must not change afterwards.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">Microseconds.</param>
    /// <param name="roles">What the column is for.</param>
    public TimestampColumn(string name, long[] values, ColumnRoles roles = ColumnRoles.Timestamp)
        : this(name, values.AsMemory(), roles)
    {
    }

    /// <summary>Creates the column over memory.</summary>
    internal TimestampColumn(string name, ReadOnlyMemory<long> values, ColumnRoles roles)
        : base(name, ColumnKind.Timestamp, roles) => Memory = values;

    /// <value>Microseconds, one per row.</value>
    public ReadOnlySpan<long> Values => Memory.Span;

    /// <value>The values, for who keeps them.</value>
    internal ReadOnlyMemory<long> Memory { get; }

    /// <inheritdoc/>
    public override int RowCount => Memory.Length;

    /// <inheritdoc/>
    public override TimestampColumn Take(ReadOnlySpan<int> rows) => new(Name, Values.Pick(rows), Roles);

    internal override TimestampColumn TakeOrMissing(ReadOnlySpan<int> rows) => new(Name, Values.PickOr(rows, Missing), Roles);

    internal override TimestampColumn With(string name, ColumnRoles roles) => new(name, Memory, roles);

    internal override bool IsEmpty => !Values.ContainsAnyExcept(Missing);
}
