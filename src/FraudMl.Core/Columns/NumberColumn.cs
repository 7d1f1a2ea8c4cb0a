namespace FraudMl;

/// <summary>A column of 32-bit numbers; NaN is missing.</summary>
public sealed class NumberColumn : DataColumn
{
    private readonly float[] _values;

    /// <summary>Creates the column over an array, which must not change afterwards.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">The values.</param>
    /// <param name="roles">What the column is for.</param>
    public NumberColumn(string name, float[] values, ColumnRoles roles = ColumnRoles.Feature)
        : base(name, ColumnKind.Number, roles) => _values = values;

    /// <value>The values, one per row.</value>
    public ReadOnlySpan<float> Values => _values;

    /// <inheritdoc/>
    public override int RowCount => _values.Length;

    /// <inheritdoc/>
    public override NumberColumn Take(ReadOnlySpan<int> rows) => new(Name, _values.Pick(rows), Roles);
}
