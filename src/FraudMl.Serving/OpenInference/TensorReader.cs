using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace FraudMl.Serving;

/// <summary>Reads the tensors of a request straight into the model's workspace: raw ones column after column where they lie, those in JSON
/// in their order.</summary>
internal sealed class TensorReader : BlockReader
{
    private readonly ModelTensors _tensors;
    private readonly InputTensor[] _inputs;
    private readonly ReadOnlyMemory<byte> _json;
    private int _firstRow;

    /// <summary>Checks the tensors.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The tensors that the model reads.</param>
    /// <param name="json">The JSON that some of them stand in.</param>
    /// <exception cref="ScoringInputException">Thrown when they don't fit the model or each other.</exception>
    public TensorReader(ServedModel model, List<InputTensor> inputs, ReadOnlyMemory<byte> json = default)
        : base(model, inputs.Count == 0 ? 0 : inputs[0].RowCount)
    {
        _tensors = ModelTensors.Of(model);
        _inputs = [.. inputs];
        _json = json;
        foreach (InputTensor tensor in _inputs) Check(tensor);
        Seen.RequireAll();
    }

    public override void Fill(in RequestBlock block)
    {
        foreach (ref InputTensor tensor in _inputs.AsSpan())
        {
            if (tensor.Json is { } next) tensor.Json = FillFromJson(block, tensor, next);
            else if (tensor.Type == TensorType.Bytes) FillTexts(block, ref tensor);
            else FillNumbers(block, tensor);
        }

        _firstRow += block.Session.RowCount;
    }

    private void Check(in InputTensor tensor)
    {
        if (tensor.RowCount != RowCount)
            throw ScoringInputException.BadRequest($"All tensors must have the same number of rows. "
                + $"'{_tensors.NameOf(_inputs[0].Column)}' has {RowCount}, and '{_tensors.NameOf(tensor.Column)}' {tensor.RowCount}.");
        foreach (int column in _tensors.ColumnsOf(tensor))
        {
            if (!Seen.Mark(column))
                throw ScoringInputException.BadRequest(
                    $"Column '{Model.Columns.NameOf(column)}' is given by two tensors. Send one of them.");
            if (Refusal(tensor.Type, _tensors.KindOf(column)) is { } expected)
                throw ScoringInputException.BadRequest($"Tensor '{_tensors.NameOf(tensor.Column)}' must be {expected}. "
                    + $"Its datatype is {tensor.Type.NameOf()}.");
        }

        if (tensor.Json is null) tensor.CheckRaw(_tensors);
    }

    private static string? Refusal(TensorType type, ColumnKind? kind) => kind switch
    {
        ColumnKind.Text when type.IsFloat() => "BYTES, BOOL or a whole-number type, since it feeds a text",
        ColumnKind.Timestamp when type == TensorType.Bool => "INT64 in microseconds since 1970, another number type or BYTES, since it "
            + "feeds a time",
        _ => null,
    };

    private int FillFromJson(in RequestBlock block, in InputTensor tensor, int next)
    {
        int[] columns = _tensors.ColumnsOf(tensor);
        var cells = new TensorJson(_json.Span, next, tensor.Type);
        for (int row = 0; row < block.Session.RowCount; row++)
        {
            foreach (int column in columns)
            {
                if (!cells.TrySet(block, Model.Columns, row, column))
                    throw cells.IsOfType ? WrongCell(column, _firstRow + row + 1) : WrongType(tensor, row);
            }
        }

        return cells.Next;
    }

    private void FillTexts(in RequestBlock block, ref InputTensor tensor)
    {
        ReadOnlySpan<byte> texts = tensor.Raw.Span;
        int[] columns = _tensors.ColumnsOf(tensor);
        for (int row = 0; row < block.Session.RowCount; row++)
        {
            foreach (int column in columns)
            {
                int length = BinaryPrimitives.ReadInt32LittleEndian(texts[tensor.Position..]);
                ReadOnlySpan<byte> text = texts.Slice(tensor.Position + 4, length);
                if (!new TensorCells(block, _tensors, column).TrySetText(row, text)) throw WrongCell(column, _firstRow + row + 1);
                tensor.Position += 4 + length;
            }
        }
    }

    private void FillNumbers(in RequestBlock block, in InputTensor tensor)
    {
        int[] columns = _tensors.ColumnsOf(tensor);
        if (tensor.Type == TensorType.Fp32 && _tensors.ArePlain(columns))
        {
            FillPlain(block, tensor, columns);
            return;
        }

        for (int place = 0; place < columns.Length; place++)
        {
            var cells = new TensorCells(block, _tensors, columns[place]);
            int wrong = tensor.Type switch
            {
                TensorType.Bool => FillTruths(cells, block, tensor, place),
                TensorType.UInt8 => Fill<byte>(cells, block, tensor, place),
                TensorType.UInt16 => Fill<ushort>(cells, block, tensor, place),
                TensorType.UInt32 => Fill<uint>(cells, block, tensor, place),
                TensorType.UInt64 => Fill<ulong>(cells, block, tensor, place),
                TensorType.Int8 => Fill<sbyte>(cells, block, tensor, place),
                TensorType.Int16 => Fill<short>(cells, block, tensor, place),
                TensorType.Int32 => Fill<int>(cells, block, tensor, place),
                TensorType.Int64 => Fill<long>(cells, block, tensor, place),
                TensorType.Fp16 => Fill<Half>(cells, block, tensor, place),
                TensorType.Fp32 => Fill<float>(cells, block, tensor, place),
                _ => Fill<double>(cells, block, tensor, place),
            };
            if (wrong >= 0) throw WrongCell(columns[place], _firstRow + wrong + 1);
        }
    }

    // What nearly all raw requests are: floats that feed numbers and nothing else.
    private void FillPlain(in RequestBlock block, in InputTensor tensor, int[] columns)
    {
        ScoringSession session = block.Session;
        ReadOnlySpan<byte> values = tensor.Raw.Span[(_firstRow * tensor.Width * sizeof(float))..];
        for (int row = 0; row < session.RowCount; row++)
        {
            foreach (int column in columns)
            {
                float value = BinaryPrimitives.ReadSingleLittleEndian(values);
                if (float.IsInfinity(value)) throw WrongCell(column, _firstRow + row + 1);
                session.SetNumber(row, Model.Columns.NumberOf(column), value);
                values = values[sizeof(float)..];
            }
        }
    }

    // Returns the row that does not fit, or -1. The bytes of a request lie at any address.
    private int Fill<T>(TensorCells cells, in RequestBlock block, in InputTensor tensor, int place)
        where T : unmanaged, INumberBase<T>
    {
        int size = tensor.Type.SizeOf();
        ReadOnlySpan<byte> values = tensor.Raw.Span[(((_firstRow * tensor.Width) + place) * size)..];
        for (int row = 0; row < block.Session.RowCount; row++)
        {
            if (!cells.TrySet(row, MemoryMarshal.Read<T>(values[(row * tensor.Width * size)..]))) return row;
        }

        return -1;
    }

    private int FillTruths(TensorCells cells, in RequestBlock block, in InputTensor tensor, int place)
    {
        ReadOnlySpan<byte> values = tensor.Raw.Span[((_firstRow * tensor.Width) + place)..];
        for (int row = 0; row < block.Session.RowCount; row++)
        {
            if (!cells.TrySetTruth(row, values[row * tensor.Width])) return row;
        }

        return -1;
    }

    private ScoringInputException WrongType(in InputTensor tensor, int row)
    {
        string expected = tensor.Type switch
        {
            TensorType.Bool => "true, false",
            TensorType.Bytes => "texts",
            _ when tensor.Type.IsFloat() => "numbers",
            _ => "whole numbers of its range",
        };
        return ScoringInputException.BadRequest($"Tensor '{_tensors.NameOf(tensor.Column)}' of datatype {tensor.Type.NameOf()} must have "
            + $"{expected} or null. Row {_firstRow + row + 1} has something else.");
    }
}
