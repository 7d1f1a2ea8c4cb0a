namespace FraudMl.Data;

/// <summary>Takes the fields of one row: into columns while training, into the inputs of a model while scoring, by
/// the same conversions.</summary>
public readonly ref struct RowWriter
{
    private readonly CellSink?[] _sinks;
    private readonly int _row;
    private readonly RowCheck _check;

    /// <summary>Begins a row.</summary>
    /// <param name="sinks">What takes each field; null for those that nobody asks for.</param>
    /// <param name="row">The row that is written.</param>
    /// <param name="check">Is told of values that don't fit.</param>
    internal RowWriter(CellSink?[] sinks, int row, RowCheck check)
    {
        (_sinks, _row, _check) = (sinks, row, check);
        check.Begin();
    }

    /// <summary>
    /// Writes a field. Numbers, booleans, texts, enums, dates and durations fit as <c>Dataset.FromRows</c> says; null is missing.
    /// </summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="field">The field's index in <see cref="IRowShape{T}.Fields"/>.</param>
    /// <param name="value">The value.</param>
    public void Set<TValue>(int field, TValue value)
    {
        _check.Count();
        if (_sinks[field] is { } sink && TypedValue.Set(sink, _row, value) is { } problem) _check.Add(sink.Name, problem);
    }

    /// <summary>Writes the name of an enum's value, to the same text as <see cref="Set"/> without boxing it.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="field">The field's index in <see cref="IRowShape{T}.Fields"/>.</param>
    /// <param name="value">The value.</param>
    public void SetEnum<TEnum>(int field, TEnum value)
        where TEnum : struct, Enum
    {
        _check.Count();
        if (_sinks[field] is not { } sink) return;
        Span<char> name = stackalloc char[128];
        string? problem = Enum.TryFormat(value, name, out int length) ? sink.Set(_row, name[..length]) : sink.Set(_row, value.ToString());
        if (problem is not null) _check.Add(sink.Name, problem);
    }

    /// <summary>Tells that a row lacks a field that is asked for.</summary>
    internal void Lacks(int field, IEnumerable<string> given)
    {
        _check.Count();
        if (_sinks[field] is { IsOptional: false } sink) _check.AddMissing(sink.Name, given);
    }
}
