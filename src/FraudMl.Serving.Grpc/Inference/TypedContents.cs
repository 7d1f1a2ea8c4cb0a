using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace FraudMl.Serving.Grpc;

/// <summary>Lays the values of typed contents out as raw ones, a tensor at once.</summary>
internal readonly struct TypedContents(ModelTensors tensors, InputTensor tensor)
{
    /// <summary>Returns the tensor with the values of its contents.</summary>
    /// <exception cref="ScoringInputException">Thrown when they are not as many as the shape says, stand in another list than the datatype
    /// says, or are beyond its range.</exception>
    public InputTensor With(InferTensorContents? contents)
    {
        contents ??= new InferTensorContents();
        return tensor.Type switch
        {
            TensorType.Bool => Copy(contents.BoolContents, "bool_contents", TensorType.Bool),
            TensorType.Int8 => Whole(contents.IntContents, sbyte.MinValue, sbyte.MaxValue),
            TensorType.Int16 => Whole(contents.IntContents, short.MinValue, short.MaxValue),
            TensorType.Int32 => Copy(contents.IntContents, "int_contents", TensorType.Int32),
            TensorType.Int64 => Copy(contents.Int64Contents, "int64_contents", TensorType.Int64),
            TensorType.UInt8 => Whole(contents.UintContents, byte.MaxValue),
            TensorType.UInt16 => Whole(contents.UintContents, ushort.MaxValue),
            TensorType.UInt32 => Copy(contents.UintContents, "uint_contents", TensorType.UInt32),
            TensorType.UInt64 => Copy(contents.Uint64Contents, "uint64_contents", TensorType.UInt64),
            TensorType.Fp32 => Copy(contents.Fp32Contents, "fp32_contents", TensorType.Fp32),
            TensorType.Fp64 => Copy(contents.Fp64Contents, "fp64_contents", TensorType.Fp64),
            TensorType.Bytes => Texts(contents.BytesContents),
            _ => throw ScoringInputException.BadRequest($"{Label} must have raw_input_contents: no list of contents is for FP16."),
        };
    }

    private string Label => $"Tensor '{tensors.NameOf(tensor.Column)}'";

    private InputTensor Whole(RepeatedField<int> values, int least, int most)
    {
        InputTensor copy = Copy(values, "int_contents", TensorType.Int32);
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] < least || values[i] > most) throw BeyondRange(i);
        }

        return copy;
    }

    private InputTensor Whole(RepeatedField<uint> values, uint most)
    {
        InputTensor copy = Copy(values, "uint_contents", TensorType.UInt32);
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] > most) throw BeyondRange(i);
        }

        return copy;
    }

    private InputTensor Copy<T>(RepeatedField<T> values, string list, TensorType stored)
        where T : unmanaged
    {
        CheckCount(values.Count, list);
        byte[] raw = new byte[values.Count * Unsafe.SizeOf<T>()];
        Span<T> copy = MemoryMarshal.Cast<byte, T>(raw.AsSpan());
        for (int i = 0; i < copy.Length; i++) copy[i] = values[i];
        return tensor with { Type = stored, Raw = raw };
    }

    private InputTensor Texts(RepeatedField<ByteString> values)
    {
        CheckCount(values.Count, "bytes_contents");
        byte[] raw = new byte[values.Sum(value => 4 + value.Length)];
        Span<byte> rest = raw;
        foreach (ByteString value in values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, value.Length);
            value.Span.CopyTo(rest[4..]);
            rest = rest[(4 + value.Length)..];
        }

        return tensor with { Raw = raw };
    }

    private void CheckCount(int count, string list)
    {
        long expected = (long)tensor.RowCount * tensor.Width;
        if (count != expected)
            throw ScoringInputException.BadRequest($"{Label} must have {expected} values in {list}, by its datatype "
                + $"{tensor.Type.NameOf()} and its shape. Got {count} instead.");
    }

    private ScoringInputException BeyondRange(int value) => ScoringInputException.BadRequest(
        $"{Label} must have whole numbers in the range of {tensor.Type.NameOf()}. Row {(value / tensor.Width) + 1} has something else.");
}
