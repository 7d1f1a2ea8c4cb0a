using System.Buffers.Text;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Walks over the values of a tensor in JSON, which stand flat or nested, and puts them into cells.</summary>
internal ref struct TensorJson(ReadOnlySpan<byte> json, int at, TensorType type)
{
    private ValidJson _json = new(json, at);

    /// <summary>Whether the last value was one of the tensor's datatype.</summary>
    public bool IsOfType { get; private set; }

    /// <summary>The place behind the last value.</summary>
    public readonly int Next => _json.At;

    /// <summary>Puts the next value into a cell; false when it is none of the datatype or does not fit the column.</summary>
    public bool TrySet(in RequestBlock block, RequestColumns columns, int row, int column)
    {
        // The nesting was checked when the tensor was found.
        while (_json.Next() is (byte)'[' or (byte)']') _json.PassBracket();
        if (type.IsFloat() && columns.NumberOf(column) is >= 0 and var input && _json.TryTake(out float number))
        {
            block.Session.SetNumber(row, input, number);
            return true;
        }

        JsonCell cell = _json.Take();
        IsOfType = IsValue(cell);
        if (!IsOfType) return false;
        if (cell.Kind != JsonTokenType.String || JsonLiterals.IsMissing(cell.Value)) return block.TrySet(row, column, cell);
        using var text = new UnescapedText(cell);
        return block.TrySetField(row, column, text.Utf8, isQuoted: !text.Utf8.IsEmpty);
    }

    private readonly bool IsValue(in JsonCell cell) => cell.Kind switch
    {
        JsonTokenType.Null => true,
        JsonTokenType.String => type == TensorType.Bytes || (type.IsFloat() && JsonLiterals.IsMissing(cell.Value)),
        JsonTokenType.True or JsonTokenType.False => type == TensorType.Bool,
        JsonTokenType.Number => type.IsFloat() || IsWhole(cell.Value),
        _ => false,
    };

    private readonly bool IsWhole(ReadOnlySpan<byte> number)
    {
        if (type == TensorType.UInt64) return Utf8Parser.TryParse(number, out ulong _, out int digits) && digits == number.Length;
        if (!Utf8Parser.TryParse(number, out long value, out int length) || length != number.Length) return false;
        return type switch
        {
            TensorType.UInt8 => value is >= byte.MinValue and <= byte.MaxValue,
            TensorType.UInt16 => value is >= ushort.MinValue and <= ushort.MaxValue,
            TensorType.UInt32 => value is >= uint.MinValue and <= uint.MaxValue,
            TensorType.Int8 => value is >= sbyte.MinValue and <= sbyte.MaxValue,
            TensorType.Int16 => value is >= short.MinValue and <= short.MaxValue,
            TensorType.Int32 => value is >= int.MinValue and <= int.MaxValue,
            _ => type == TensorType.Int64,
        };
    }
}
