using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Walks over the values of a tensor in JSON, which stand flat or nested, and puts them into cells.</summary>
internal ref struct TensorJson(JsonCursor start, ReadOnlySpan<byte> json, TensorType type)
{
    private Utf8JsonReader _reader = start.Open(json);

    /// <summary>Whether the last value was one of the tensor's datatype.</summary>
    public bool IsOfType { get; private set; }

    /// <summary>The place behind the last value.</summary>
    public JsonCursor Next => start.At(_reader);

    /// <summary>Puts the next value into a cell; false when it is none of the datatype or does not fit the column.</summary>
    public bool TrySet(in RequestBlock block, int row, int column)
    {
        while (_reader.Read() && _reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray)
        {
            // The nesting was checked when the tensor was found.
        }

        IsOfType = IsValue();
        if (!IsOfType) return false;
        if (_reader.TokenType != JsonTokenType.String || JsonLiterals.IsMissing(_reader.ValueSpan))
            return block.TrySet(row, column, _reader);
        using var text = new UnescapedText(_reader);
        return block.TrySetField(row, column, text.Utf8, isQuoted: !text.Utf8.IsEmpty);
    }

    private bool IsValue() => _reader.TokenType switch
    {
        JsonTokenType.Null => true,
        JsonTokenType.String => type == TensorType.Bytes || (type.IsFloat() && JsonLiterals.IsMissing(_reader.ValueSpan)),
        JsonTokenType.True or JsonTokenType.False => type == TensorType.Bool,
        JsonTokenType.Number => type.IsFloat() || IsWhole(),
        _ => false,
    };

    private bool IsWhole()
    {
        if (type == TensorType.UInt64) return _reader.TryGetUInt64(out _);
        if (!_reader.TryGetInt64(out long value)) return false;
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
