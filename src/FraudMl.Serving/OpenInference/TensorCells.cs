using System.Globalization;
using System.Numerics;

namespace FraudMl.Serving;

/// <summary>Puts values of tensors into a column of a block: into the model's input, among the carried values, or both.</summary>
internal readonly ref struct TensorCells
{
    private readonly RequestBlock _block;
    private readonly int _column;
    private readonly int _input;
    private readonly int _beside;
    private readonly ColumnKind? _kind;

    public TensorCells(in RequestBlock block, ModelTensors tensors, int column)
    {
        _block = block;
        _column = column;
        _input = tensors.Columns.InputOf(column);
        _beside = tensors.Columns.CarriedOf(column);
        _kind = tensors.KindOf(column);
    }

    /// <summary>Sets a cell to a number; false when it does not fit the column.</summary>
    public bool TrySet<T>(int row, T value)
        where T : unmanaged, INumberBase<T>
    {
        if (_beside >= 0 && !TryCarry(row, value)) return false;
        switch (_kind)
        {
            case null:
                return true;
            case ColumnKind.Number:
                return TrySetNumber(row, value);
            case ColumnKind.Timestamp:
                return TrySetTime(row, value);
            default:
                Span<byte> digits = stackalloc byte[32];
                value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
                _block.Session.SetText(row, _input, digits[..length]);
                return true;
        }
    }

    /// <summary>Sets a cell to true or false, which are the bytes 1 and 0; false when it is neither or does not fit the column.</summary>
    public bool TrySetTruth(int row, byte value)
    {
        if (value > 1) return false;
        if (_beside >= 0 && !_block.TryCarry(row, _beside, value == 1 ? "true"u8 : "false"u8, FieldForm.Plain)) return false;
        return _kind is null || _block.Session.TrySetTruth(row, _input, value == 1);
    }

    /// <summary>Sets a cell to what a text says; empty is missing. False when it does not fit the column.</summary>
    public bool TrySetText(int row, ReadOnlySpan<byte> utf8) => _block.TrySetField(row, _column, utf8, isQuoted: !utf8.IsEmpty);

    private bool TrySetNumber<T>(int row, T value)
        where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(Half))
        {
            float number = float.CreateTruncating(value);
            if (float.IsInfinity(number)) return false;
            _block.Session.SetNumber(row, _input, number);
            return true;
        }

        double wide = double.CreateTruncating(value);
        if (!double.IsNaN(wide) && !float.IsFinite((float)wide)) return false;
        _block.Session.SetNumber(row, _input, wide);
        return true;
    }

    // A fraction of a microsecond is cut off, as in JSON.
    private bool TrySetTime<T>(int row, T value)
        where T : unmanaged, INumberBase<T>
    {
        bool isMissing = T.IsNaN(value);
        bool isFraction = typeof(T) == typeof(double) || typeof(T) == typeof(float) || typeof(T) == typeof(Half);
        if (!isMissing && isFraction && !(Math.Abs(double.CreateTruncating(value)) < long.MaxValue)) return false;
        if (typeof(T) == typeof(ulong) && ulong.CreateTruncating(value) > long.MaxValue) return false;
        long microseconds = isMissing ? TimestampColumn.Missing : long.CreateTruncating(value);
        _block.Session.SetTimestamp(row, _input, microseconds);
        return true;
    }

    // As a number of JSON is.
    private bool TryCarry<T>(int row, T value)
        where T : unmanaged, INumberBase<T>
    {
        if (T.IsNaN(value)) return true;
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        return _block.TryCarry(row, _beside, text[..length], FieldForm.Number);
    }
}
