using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FraudMl.Testing;

/// <summary>Scores a dataset by the exported graph of a model, through the face that MLflow uses.</summary>
internal sealed class OnnxModelScores
{
    public OnnxModelScores(FraudModel model, Dataset data)
    {
        using var session = new InferenceSession(model.ToOnnx());
        OutputNames = session.OutputMetadata.Keys.ToArray();
        InputShapes = session.InputMetadata.ToDictionary(input => input.Key, input => input.Value.Dimensions);
        using var results = session.Run(model.IsNumericOnly ? [Matrix(model, data)]
            : [.. model.Inputs.Zip(model.OnnxInputNames, (input, name) => Column(name, data[input.Name]))]);
        Probabilities = [.. results[0].AsEnumerable<float>()];
        Decisions = results.Count > 1 ? [.. results[1].AsEnumerable<long>()] : null;
    }

    public string[] OutputNames { get; }

    public IReadOnlyDictionary<string, int[]> InputShapes { get; }

    public float[] Probabilities { get; }

    public long[]? Decisions { get; }

    private static NamedOnnxValue Matrix(FraudModel model, Dataset data)
    {
        var tensor = new DenseTensor<float>([data.RowCount, model.Inputs.Count]);
        for (int column = 0; column < model.Inputs.Count; column++)
        {
            ReadOnlySpan<float> values = ((NumberColumn)data[model.Inputs[column].Name]).Values;
            for (int row = 0; row < values.Length; row++) tensor[row, column] = values[row];
        }

        return NamedOnnxValue.CreateFromTensor("features", tensor);
    }

    private static NamedOnnxValue Column(string name, DataColumn column) => column switch
    {
        NumberColumn { Origin: not 0 } times => NamedOnnxValue.CreateFromTensor(
            name, new DenseTensor<double>(Enumerable.Range(0, column.RowCount).Select(times.Exact).ToArray(), [column.RowCount])),
        NumberColumn numbers => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(numbers.Values.ToArray(), [column.RowCount])),
        TextColumn texts => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<string>(Texts(texts), [column.RowCount])),
        _ => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(((TimestampColumn)column).Values.ToArray(), [column.RowCount])),
    };

    private static string[] Texts(TextColumn column) =>
        [.. column.Codes.ToArray().Select(code => code >= 0 ? column.Dictionary.Texts[code] : "")];
}
