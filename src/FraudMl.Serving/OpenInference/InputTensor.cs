using System.Buffers.Binary;
using System.Text.Unicode;

namespace FraudMl.Serving;

/// <summary>A tensor that a request brings for one column, or for all inputs: its values are bytes, or stand in the JSON.</summary>
internal struct InputTensor
{
    /// <summary>The column that none of the model's is.</summary>
    public const int NoColumn = -1;

    /// <summary>Stands for all inputs, one beside the other.</summary>
    public const int AllInputs = -2;

    /// <summary>The column of the model, or one of the constants.</summary>
    public int Column { get; init; }

    public TensorType Type { get; init; }

    public int RowCount { get; init; }

    /// <summary>The values of a row.</summary>
    public int Width { get; init; }

    /// <summary>The values as the protocol lays out raw ones: little-endian, row after row, a text behind its length.</summary>
    public ReadOnlyMemory<byte> Raw { get; set; }

    /// <summary>Where the next values stand in the JSON; null for raw ones.</summary>
    public int? Json { get; set; }

    /// <summary>The place of the next text among the raw bytes.</summary>
    public int Position { get; set; }

    /// <summary>Checks the shape of a tensor.</summary>
    /// <param name="tensors">The tensors of the model.</param>
    /// <param name="column">The column, or a constant.</param>
    /// <param name="type">The datatype.</param>
    /// <param name="shape">The shape.</param>
    public static InputTensor Checked(ModelTensors tensors, int column, TensorType type, ReadOnlySpan<long> shape)
    {
        int width = column == AllInputs ? tensors.Matrix!.Length : 1;
        bool fits = shape.Length switch
        {
            1 => column != AllInputs,
            2 => shape[1] == width,
            _ => false,
        };
        if (!fits || shape[0] is < 0 or > int.MaxValue)
        {
            string expected = column == AllInputs
                ? $"[rows, {width}], a column for each input in the order of the metadata" : "[rows] or [rows, 1]";
            string got = string.Join(", ", shape[..Math.Min(shape.Length, 4)].ToArray()) + (shape.Length > 4 ? ", …" : "");
            throw ScoringInputException.BadRequest(
                $"Tensor '{tensors.NameOf(column)}' must have the shape {expected}. Got [{got}] instead.");
        }

        return new InputTensor { Column = column, Type = type, RowCount = (int)shape[0], Width = width };
    }

    /// <summary>Checks that raw values are as many as the shape says.</summary>
    public readonly void CheckRaw(ModelTensors tensors)
    {
        if (Type == TensorType.Bytes)
        {
            CheckTexts(tensors);
            return;
        }

        long expected = (long)RowCount * Width * Type.SizeOf();
        if (Raw.Length != expected)
            throw ScoringInputException.BadRequest($"Tensor '{tensors.NameOf(Column)}' must have {expected} bytes by its datatype "
                + $"{Type.NameOf()} and its shape. Got {Raw.Length} instead.");
    }

    private readonly void CheckTexts(ModelTensors tensors)
    {
        ReadOnlySpan<byte> rest = Raw.Span;
        long count = 0;
        for (; rest.Length >= 4; count++)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(rest);
            if (length > rest.Length - 4) break;
            if (!Utf8.IsValid(rest.Slice(4, (int)length)))
                throw ScoringInputException.BadRequest($"Tensor '{tensors.NameOf(Column)}' must have texts in UTF-8. "
                    + $"Row {(count / Width) + 1} has something else.");
            rest = rest[(4 + (int)length)..];
        }

        if (!rest.IsEmpty || count != (long)RowCount * Width)
            throw ScoringInputException.BadRequest($"Tensor '{tensors.NameOf(Column)}' must have {(long)RowCount * Width} texts by its "
                + $"shape, each behind its length in four bytes, little-endian. Got {count}{(rest.IsEmpty ? "" : " and a part of one")} "
                + $"instead.");
    }
}
