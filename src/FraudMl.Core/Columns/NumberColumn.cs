namespace FraudMl;

/// <summary>A column of 32-bit numbers; NaN is missing.</summary>
public sealed class NumberColumn : DataColumn
{
    private readonly ReadOnlyMemory<float> _values;
    private readonly ReadOnlyMemory<double> _exact;

    /// <summary>Creates the column over an array, which must not change afterwards.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">The values.</param>
    /// <param name="roles">What the column is for.</param>
    public NumberColumn(string name, float[] values, ColumnRoles roles = ColumnRoles.Feature)
        : this(name, values, roles, default, 0)
    {
    }

    /// <summary>Creates a column over memory, of times that are used as a feature too.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">The times since the origin.</param>
    /// <param name="roles">What the column is for.</param>
    /// <param name="exact">The numbers as they were read; empty where the values are these.</param>
    /// <param name="origin">What a value of 0 stands for.</param>
    internal NumberColumn(string name, ReadOnlyMemory<float> values, ColumnRoles roles, ReadOnlyMemory<double> exact, double origin)
        : base(name, ColumnKind.Number, roles) => (_values, _exact, Origin) = (values, exact, origin);

    /// <value>The values, one per row.</value>
    public ReadOnlySpan<float> Values => _values.Span;

    /// <value>
    /// The number that a value of 0 stands for: 0, but where a time is used as a feature that 32 bits can't hold, such as
    /// seconds since 1970. Such values count from the first time; the model keeps the origin and counts what it scores from there.
    /// </value>
    public double Origin { get; }

    /// <inheritdoc/>
    public override int RowCount => _values.Length;

    /// <summary>Whether the numbers that were read are more exact than the values.</summary>
    internal bool IsRounded => !_exact.IsEmpty;

    /// <summary>Returns the number that was read in a row, not counted from <see cref="Origin"/>; NaN is missing.</summary>
    /// <param name="row">The row, from 0.</param>
    public double Exact(int row) => IsRounded ? _exact.Span[row] : Values[row] + Origin;

    /// <inheritdoc/>
    public override NumberColumn Take(ReadOnlySpan<int> rows) =>
        new(Name, Values.Pick(rows), Roles, IsRounded ? _exact.Span.Pick(rows) : default, Origin);

    internal override NumberColumn TakeOrMissing(ReadOnlySpan<int> rows) =>
        new(Name, Values.PickOr(rows, float.NaN), Roles, IsRounded ? _exact.Span.PickOr(rows, double.NaN) : default, Origin);

    internal override NumberColumn With(string name, ColumnRoles roles) => new(name, _values, roles, _exact, Origin);

    internal override bool IsEmpty => Values.IsAllNaN();

    /// <summary>Returns times that are a feature too: they count from the first one where 32 bits can't hold them.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="roles">What the column is for.</param>
    /// <param name="exact">The numbers as they were read.</param>
    /// <param name="values">The same in 32 bits; changed where they count from the first one.</param>
    internal static NumberColumn OfTimes(string name, ColumnRoles roles, double[] exact, float[] values)
    {
        double smallest = double.PositiveInfinity, largest = 0;
        bool isRounded = false;
        for (int row = 0; row < exact.Length; row++)
        {
            if (double.IsNaN(exact[row])) continue;
            smallest = Math.Min(smallest, exact[row]);
            largest = Math.Max(largest, Math.Abs(exact[row]));
            isRounded |= values[row] != exact[row];
        }

        double origin = largest < NumberText.ExactLimit ? 0 : Math.Floor(smallest);
        for (int row = 0; row < values.Length && origin != 0; row++) values[row] = (float)(exact[row] - origin);
        return new NumberColumn(name, values, roles, isRounded || origin != 0 ? exact : null, origin);
    }

    /// <summary>Returns the column with other values that count from the same origin.</summary>
    internal NumberColumn WithValues(float[] values) => new(Name, values, Roles, default, Origin);
}
