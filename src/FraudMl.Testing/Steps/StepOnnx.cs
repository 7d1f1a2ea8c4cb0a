using FraudMl.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FraudMl.Testing;

/// <summary>Runs each fitted step alone in ONNX Runtime, on the very values that it reads here.</summary>
internal static class StepOnnx
{
    public static void ShouldAgree(FittedFeatures features, Dataset data)
    {
        RowBlock block = ModelInputs.Load(data, features.Inputs);
        block.Reserve(features.Output);
        features.Transform(block);
        RowSchema schema = features.Inputs;
        foreach (IFittedStep step in features.Steps)
        {
            if (step.Adds.Count > 0) ShouldAgree(step, schema, block);
            schema = schema.After(step);
        }
    }

    // Every step writes new slots, so the block still holds what the step read.
    private static void ShouldAgree(IFittedStep step, RowSchema schema, RowBlock block)
    {
        var graph = new OnnxGraph();
        foreach (SchemaColumn column in schema.Columns) graph.Define(column, graph.Input(column.Name, Element(column), 1));
        step.Export(graph);
        for (int i = 0; i < step.Adds.Count; i++) graph.Output($"out{i}", graph.Column(ColumnKind.Number, step.Adds[i].Slot),
            OnnxElement.Float);
        using var session = new InferenceSession(graph.ToBytes());
        using var results = session.Run([.. schema.Columns.Select(column => Tensor(column, block))]);
        for (int i = 0; i < step.Adds.Count; i++)
        {
            float[] theirs = [.. results[i].AsEnumerable<float>()];
            for (int row = 0; row < block.RowCount; row++)
            {
                float ours = block.Numbers(step.Adds[i].Slot)[row];
                bool agree = float.IsFinite(ours) ? Math.Abs((double)theirs[row] - ours) <= 1e-6 * Math.Max(1, Math.Abs(ours))
                    : theirs[row].Equals(ours);
                Require.That(agree, () =>
                    $"{step.GetType().Name} {step.Adds[i].Name}, row {row}: {ours:R} here and {theirs[row]:R} in ONNX Runtime");
            }
        }
    }

    private static OnnxElement Element(SchemaColumn column) => column.Kind switch
    {
        ColumnKind.Number => OnnxElement.Float,
        ColumnKind.Text => OnnxElement.Text,
        _ => OnnxElement.Int64,
    };

    private static NamedOnnxValue Tensor(SchemaColumn column, RowBlock block)
    {
        int[] shape = [block.RowCount, 1];
        return column.Kind switch
        {
            ColumnKind.Number => NamedOnnxValue.CreateFromTensor(column.Name,
                new DenseTensor<float>(block.Numbers(column.Slot)[..block.RowCount].ToArray(), shape)),
            ColumnKind.Text => NamedOnnxValue.CreateFromTensor(column.Name, new DenseTensor<string>(Texts(column, block), shape)),
            _ => NamedOnnxValue.CreateFromTensor(column.Name,
                new DenseTensor<long>(block.Timestamps(column.Slot)[..block.RowCount].ToArray(), shape)),
        };
    }

    private static string[] Texts(SchemaColumn column, RowBlock block) =>
        [.. block.Codes(column.Slot)[..block.RowCount].ToArray().Select(
            code => code >= 0 ? column.Texts![code] : code == TextDictionary.Missing ? "" : "never seen")];
}
