namespace FraudMl;

/// <summary>A column of times in microseconds; <see cref="Missing"/> is missing.</summary>
public sealed class TimestampColumn : DataColumn
{
    /// <summary>The value that stands for a missing time.</summary>
    public const long Missing = long.MinValue;

    private readonly long[] _values;

    /// <summary>Creates the column over an array, which must not change afterwards.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">Microseconds.</param>
    /// <param name="roles">What the column is for.</param>
    public TimestampColumn(string name, long[] values, ColumnRoles roles = ColumnRoles.Timestamp)
        : base(name, ColumnKind.Timestamp, roles) => _values = values;

    /// <value>Microseconds, one per row.</value>
    public ReadOnlySpan<long> Values => _values;

    /// <inheritdoc/>
    public override int RowCount => _values.Length;

    /// <inheritdoc/>
    public override TimestampColumn Take(ReadOnlySpan<int> rows) => new(Name, _values.Pick(rows), Roles);

    internal override TimestampColumn TakeOrMissing(ReadOnlySpan<int> rows) => new(Name, _values.PickOr(rows, Missing), Roles);

    internal override TimestampColumn With(string name, ColumnRoles roles) => new(name, _values, roles);

    internal override bool IsEmpty => !Values.ContainsAnyExcept(Missing);
}
