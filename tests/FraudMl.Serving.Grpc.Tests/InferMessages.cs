using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using FraudMl.Serving.Tests;
using Google.Protobuf;
using Input = FraudMl.Serving.Grpc.ModelInferRequest.Types.InferInputTensor;

namespace FraudMl.Serving.Grpc.Tests;

/// <summary>The rows of a dataset as messages.</summary>
internal static class InferMessages
{
    public const string Name = "fraud-model";

    /// <summary>A tensor for each column, in typed contents.</summary>
    public static ModelInferRequest Typed(Dataset data)
    {
        var request = new ModelInferRequest { ModelName = Name };
        foreach (DataColumn column in data.Features)
        {
            Input input = Tensor(column.Name, TypeOf(column), data.RowCount);
            input.Contents = new InferTensorContents();
            if (column is NumberColumn numbers) input.Contents.Fp32Contents.AddRange(numbers.Values.ToArray());
            if (column is TextColumn texts) input.Contents.BytesContents.AddRange(TextsOf(texts).Select(ByteString.CopyFromUtf8));
            if (column is TimestampColumn times) input.Contents.Int64Contents.AddRange(times.Values.ToArray());
            request.Inputs.Add(input);
        }

        return request;
    }

    /// <summary>A tensor for each column, in raw contents.</summary>
    public static ModelInferRequest Raw(Dataset data)
    {
        var request = new ModelInferRequest { ModelName = Name };
        foreach (DataColumn column in data.Features)
        {
            request.Inputs.Add(Tensor(column.Name, TypeOf(column), data.RowCount));
            request.RawInputContents.Add(ByteString.CopyFrom(column switch
            {
                NumberColumn numbers => MemoryMarshal.AsBytes<float>(numbers.Values.ToArray()).ToArray(),
                TimestampColumn times => MemoryMarshal.AsBytes<long>(times.Values.ToArray()).ToArray(),
                _ => [.. TextsOf((TextColumn)column).SelectMany(Text)],
            }));
        }

        return request;
    }

    /// <summary>One raw tensor of all numbers.</summary>
    public static ModelInferRequest Matrix(Dataset data)
    {
        float[][] columns = [.. data.Features.Select(column => ((NumberColumn)column).Values.ToArray())];
        float[] values = [.. Enumerable.Range(0, data.RowCount).SelectMany(row => columns.Select(column => column[row]))];
        var request = new ModelInferRequest { ModelName = Name };
        request.Inputs.Add(Tensor("inputs", "FP32", data.RowCount, columns.Length));
        request.RawInputContents.Add(ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)));
        return request;
    }

    /// <summary>Raw transactions, their windows not worked out; an empty text is missing.</summary>
    public static ModelInferRequest Transactions(Dataset data, int first, int count)
    {
        Payment[] rows = [.. Enumerable.Range(first, count).Select(row => Payments.Row(data, row))];
        var request = new ModelInferRequest { ModelName = Name };
        void Add(string name, string type, IEnumerable<byte> bytes)
        {
            request.Inputs.Add(Tensor(name, type, count));
            request.RawInputContents.Add(ByteString.CopyFrom([.. bytes]));
        }

        Add("ID", "INT32", rows.SelectMany(row => BitConverter.GetBytes(row.ID)));
        Add("TIME", "INT64", rows.SelectMany(
            row => BitConverter.GetBytes((row.TIME - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond)));
        Add("CARD", "BYTES", rows.SelectMany(row => Text(row.CARD ?? "")));
        Add("SHOP", "BYTES", rows.SelectMany(row => Text(row.SHOP ?? "")));
        Add("AMOUNT", "FP32", rows.SelectMany(row => BitConverter.GetBytes(row.AMOUNT)));
        return request;
    }

    public static Input Tensor(string name, string type, params long[] shape)
    {
        var input = new Input { Name = name, Datatype = type };
        input.Shape.AddRange(shape);
        return input;
    }

    public static Dataset Numbers(FraudModel model, int rowCount)
    {
        var random = new Random(3);
        return new Dataset([.. model.Inputs.Select(input => new NumberColumn(
            input.Name, [.. Enumerable.Range(0, rowCount).Select(_ => random.NextSingle())]))]);
    }

    public static byte[] Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text), length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        return [.. length, .. utf8];
    }

    private static IEnumerable<string> TextsOf(TextColumn texts) => texts.Codes.ToArray().Select(code => texts.Dictionary.Texts[code]);

    private static string TypeOf(DataColumn column) => column switch
    {
        NumberColumn => "FP32",
        TextColumn => "BYTES",
        _ => "INT64",
    };
}
