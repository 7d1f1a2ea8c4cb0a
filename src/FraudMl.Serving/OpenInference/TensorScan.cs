using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>What a pass over one tensor of the JSON finds; its fields come in any order.</summary>
internal ref struct TensorScan(ModelTensors tensors)
{
    private const int MostDimensions = 8;

    private long[]? _shape;
    private bool _hasName;
    private bool _hasType;
    private TensorType? _type;
    private int? _data;
    private long _valueCount;
    private long _listCount;
    private long _listLength;

    /// <summary>The column that it feeds.</summary>
    public int Column { get; private set; } = InputTensor.NoColumn;

    /// <summary>The bytes that it takes from behind the JSON; null when it has none there.</summary>
    public long? RawLength { get; private set; }

    /// <summary>Those bytes.</summary>
    public ReadOnlyMemory<byte> Raw { get; set; }

    /// <summary>How messages name it.</summary>
    public readonly string Label => Column == InputTensor.NoColumn ? "A tensor" : $"Tensor '{tensors.NameOf(Column)}'";

    public void Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            using var name = new UnescapedText(new JsonCell(reader));
            reader.Read();
            if (name.Utf8.SequenceEqual("name"u8)) ReadName(reader);
            else if (name.Utf8.SequenceEqual("datatype"u8)) ReadType(reader);
            else if (name.Utf8.SequenceEqual("shape"u8)) ReadShape(ref reader);
            else if (name.Utf8.SequenceEqual("parameters"u8)) RawLength = TensorParameters.Read(ref reader).RawLength;
            else if (name.Utf8.SequenceEqual("data"u8)) ReadData(ref reader);
            else reader.Skip();
        }

        if (!_hasName) throw InferenceScan.Broken("Each tensor of 'inputs' must have a name");
    }

    /// <summary>Returns the tensor, checked.</summary>
    public readonly InputTensor Tensor()
    {
        if (!_hasType) throw InferenceScan.Broken($"{Label} must have a datatype");
        if (_type is not { } type) throw WrongType(tensors, Column);
        if (_shape is null) throw InferenceScan.Broken($"{Label} must have a shape, a list of whole numbers");
        InputTensor tensor = InputTensor.Checked(tensors, Column, type, _shape);
        if (RawLength is not null) return _data is null ? tensor with { Raw = Raw } : throw Data("data or binary_data_size, not both");
        if (_data is not { } data) throw Data("data, a list, or binary_data_size");
        bool fits = _listCount == 0
            ? _valueCount == (long)tensor.RowCount * tensor.Width
            : _shape.Length == 2 && _listCount == tensor.RowCount && _listLength == tensor.Width;
        return fits
            ? tensor with { Json = data }
            : throw Data($"{(long)tensor.RowCount * tensor.Width} values by its shape, flat or in lists as the shape says");
    }

    /// <summary>Says that a datatype is none of the protocol's.</summary>
    public static ScoringInputException WrongType(ModelTensors tensors, int column) =>
        ScoringInputException.BadRequest($"The datatype of tensor '{tensors.NameOf(column)}' must be one of {TensorTypes.All}.");

    private readonly ScoringInputException Data(string what) => ScoringInputException.BadRequest($"{Label} must have {what}.");

    private void ReadName(in Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw InferenceScan.Broken("The name of a tensor must be a text");
        using var text = new UnescapedText(new JsonCell(reader));
        Column = tensors.ColumnOf(text.Utf8);
        _hasName = true;
    }

    private void ReadType(in Utf8JsonReader reader)
    {
        _hasType = true;
        _type = reader.TokenType == JsonTokenType.String ? TensorTypes.Find(InferenceScan.TextOf(reader, "A datatype")) : null;
    }

    private void ReadShape(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw InferenceScan.Broken("A shape must be a list of whole numbers");
        var shape = new List<long>(2);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long length) || shape.Count == MostDimensions)
                throw InferenceScan.Broken($"A shape must be a list of whole numbers, at most {MostDimensions}");
            shape.Add(length);
        }

        _shape = [.. shape];
    }

    // Values may stand flat, or in a list for each row.
    private void ReadData(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw InferenceScan.Broken("The data of a tensor must be a list");
        _data = (int)reader.BytesConsumed;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartArray) ReadList(ref reader);
            else ReadValue(ref reader);
        }

        if (_listCount > 0 && _valueCount != _listCount * _listLength) throw Uneven();
    }

    private void ReadList(ref Utf8JsonReader reader)
    {
        long before = _valueCount;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartArray) throw Uneven();
            ReadValue(ref reader);
        }

        if (_listCount++ == 0) _listLength = _valueCount - before;
        if (_valueCount != _listCount * _listLength) throw Uneven();
    }

    private void ReadValue(ref Utf8JsonReader reader)
    {
        reader.Skip();
        _valueCount++;
    }

    private static ScoringInputException Uneven() =>
        InferenceScan.Broken("The data of a tensor must be values, or lists of equally many values, no deeper");
}
