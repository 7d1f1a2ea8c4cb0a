using System.Globalization;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using YamlDotNet.Serialization;

namespace FraudMl.Tracking.Tests;

/// <summary>
/// What <c>mlflow models serve</c> does with a body: JSON values are cast to the types of the signature, every column of the signature is
/// required and others are dropped; then the ONNX wrapper feeds a graph with one input the whole matrix [N, F] and one with several a
/// rank-1 array per column, float64 cast to float32 where the graph wants that; every output is flattened and must be as long as the frame.
/// </summary>
internal sealed class MlflowOnnxWrapper : IDisposable
{
    private readonly InferenceSession _session;

    public MlflowOnnxWrapper(string directory)
    {
        var manifest = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(
            File.ReadAllText(Path.Combine(directory, "MLmodel")));
        var signature = (Dictionary<object, object>)manifest["signature"];
        Inputs = Columns((string)signature["inputs"]);
        Outputs = Columns((string)signature["outputs"]);
        _session = new InferenceSession(Path.Combine(directory, "model.onnx"));
    }

    public (string Name, string Type)[] Inputs { get; }

    public (string Name, string Type)[] Outputs { get; }

    /// <summary>Returns the predictions of the rows of a dataset.</summary>
    public Dictionary<string, double[]> Predict(Dataset data) =>
        Predict(Inputs.Select(input => ValuesOf(data[input.Name])).ToArray(), data.RowCount);

    /// <summary>Returns the predictions of a <c>dataframe_split</c> body.</summary>
    public Dictionary<string, double[]> Invoke(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement split = document.RootElement.GetProperty("dataframe_split"), data = split.GetProperty("data");
        string[] names = [.. split.GetProperty("columns").EnumerateArray().Select(name => name.GetString()!)];
        JsonElement[][] rows = [.. data.EnumerateArray().Select(row => row.EnumerateArray().ToArray())];
        return Predict([.. Inputs.Select(input => Cast(input, names, rows))], rows.Length);
    }

    public void Dispose() => _session.Dispose();

    private Dictionary<string, double[]> Predict(Array[] columns, int rowCount)
    {
        NamedOnnxValue[] feed = _session.InputMetadata.Count == 1 ? [Matrix(columns, rowCount)]
            : [.. Inputs.Select((input, i) => Tensor(input.Name, columns[i], [rowCount]))];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = _session.Run(feed);
        var flat = results.ToDictionary(result => result.Name, Flatten);
        flat.Keys.ShouldBe(Outputs.Select(output => output.Name));
        foreach (double[] values in flat.Values) values.Length.ShouldBe(rowCount);
        return flat;
    }

    private static Array Cast((string Name, string Type) input, string[] names, JsonElement[][] rows)
    {
        int at = Array.IndexOf(names, input.Name);
        if (at < 0) throw new ArgumentException($"Model is missing inputs ['{input.Name}'].");
        JsonElement[] cells = Array.ConvertAll(rows, row => row[at]);
        return input.Type switch
        {
            "double" => Array.ConvertAll(cells,
                cell => cell.ValueKind == JsonValueKind.Null ? double.NaN : cell.ValueKind == JsonValueKind.String
                    ? double.Parse(cell.GetString()!, CultureInfo.InvariantCulture) : cell.GetDouble()),
            "long" => Array.ConvertAll(cells, cell => cell.ValueKind == JsonValueKind.Null
                ? throw new ArgumentException($"Null for the integer column '{input.Name}'.") : (long)cell.GetDecimal()),
            "string" => Array.ConvertAll(cells, cell => cell.ValueKind == JsonValueKind.Null
                ? throw new ArgumentException($"ONNX Runtime takes no None in the string column '{input.Name}'.") : cell.ToString()),
            _ => throw new ArgumentException($"No column of a fraud model is declared {input.Type}."),
        };
    }

    private NamedOnnxValue Matrix(Array[] columns, int rowCount)
    {
        string name = _session.InputMetadata.Keys.Single();
        if (columns is [not double[]]) return Tensor(name, columns[0], [rowCount, 1]);
        var matrix = new DenseTensor<float>([rowCount, columns.Length]);
        for (int column = 0; column < columns.Length; column++)
        {
            for (int row = 0; row < rowCount; row++) matrix[row, column] = (float)((double[])columns[column])[row];
        }

        return NamedOnnxValue.CreateFromTensor(name, matrix);
    }

    private static NamedOnnxValue Tensor(string name, Array values, int[] shape) => values switch
    {
        double[] numbers => NamedOnnxValue.CreateFromTensor(name,
            new DenseTensor<float>(Array.ConvertAll(numbers, value => (float)value), shape)),
        long[] times => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(times, shape)),
        _ => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<string>((string[])values, shape)),
    };

    private static Array ValuesOf(DataColumn column) => column switch
    {
        NumberColumn numbers => Array.ConvertAll(numbers.Values.ToArray(), value => (double)value),
        TimestampColumn times => times.Values.ToArray(),
        TextColumn texts => Array.ConvertAll(texts.Codes.ToArray(), code => code < 0 ? "" : texts.Dictionary.Texts[code]),
        _ => throw new InvalidOperationException(column.Name),
    };

    private static double[] Flatten(DisposableNamedOnnxValue value) => value.ElementType == TensorElementType.Int64
        ? [.. value.AsTensor<long>().Select(x => (double)x)]
        : [.. value.AsTensor<float>().Select(x => (double)x)];

    private static (string Name, string Type)[] Columns(string json) =>
    [
        .. JsonDocument.Parse(json).RootElement.EnumerateArray()
            .Select(column => (column.GetProperty("name").GetString()!, column.GetProperty("type").GetString()!)),
    ];
}
