using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using YamlDotNet.Serialization;

namespace FraudMl.Tracking.Tests;

/// <summary>
/// What MLflow's ONNX wrapper and its signature enforcement do with a data frame: every column of the signature is required, a graph
/// with one input gets the whole matrix as float32, one with several gets a rank-1 array per column, and every output is flattened and
/// must be as long as the frame.
/// </summary>
internal sealed class MlflowOnnxWrapper : IDisposable
{
    private readonly InferenceSession _session;
    private readonly (string Name, string Type)[] _inputs;

    public MlflowOnnxWrapper(string directory)
    {
        var manifest = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(Path.Combine(directory, "MLmodel")));
        var signature = (Dictionary<object, object>)manifest["signature"];
        _inputs = Columns((string)signature["inputs"]);
        Outputs = Columns((string)signature["outputs"]);
        _session = new InferenceSession(Path.Combine(directory, "model.onnx"));
    }

    public (string Name, string Type)[] Outputs { get; }

    public Dictionary<string, double[]> Predict(Dataset data)
    {
        NamedOnnxValue[] feed = _session.InputMetadata.Count == 1 ? [Matrix(data)] : [.. _inputs.Select(input => Column(data, input.Name))];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = _session.Run(feed);
        var flat = results.ToDictionary(result => result.Name, Flatten);
        flat.Keys.ShouldBe(Outputs.Select(output => output.Name), ignoreOrder: true);
        foreach (double[] values in flat.Values) values.Length.ShouldBe(data.RowCount);
        return flat;
    }

    public void Dispose() => _session.Dispose();

    private NamedOnnxValue Matrix(Dataset data)
    {
        var tensor = new DenseTensor<float>([data.RowCount, _inputs.Length]);
        for (int column = 0; column < _inputs.Length; column++)
        {
            ReadOnlySpan<float> values = ((NumberColumn)data[_inputs[column].Name]).Values;
            for (int row = 0; row < data.RowCount; row++) tensor[row, column] = values[row];
        }

        return NamedOnnxValue.CreateFromTensor(_session.InputMetadata.Keys.Single(), tensor);
    }

    private static NamedOnnxValue Column(Dataset data, string name) => data[name] switch
    {
        NumberColumn numbers => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(numbers.Values.ToArray(), [data.RowCount])),
        TimestampColumn times => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(times.Values.ToArray(), [data.RowCount])),
        TextColumn texts => NamedOnnxValue.CreateFromTensor(
            name, new DenseTensor<string>(texts.Codes.ToArray().Select(code => code < 0 ? "" : texts.Dictionary.Texts[code]).ToArray(), [data.RowCount])),
        _ => throw new InvalidOperationException(name),
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
