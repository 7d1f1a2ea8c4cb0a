using System.Text.RegularExpressions;
using FraudMl.Onnx;
using Microsoft.ML;

namespace FraudMl;

/// <summary>Writes transformers of ML.NET into our graphs: Microsoft.ML.OnnxConverter makes a graph of them, and that is merged.</summary>
/// <param name="part">The step or model, for messages.</param>
/// <param name="instead">What to do where it can't be written, in one sentence.</param>
internal sealed partial class MlNetConversion(string part, string instead)
{
    /// <summary>Writes what some columns of a transformer need, and returns their tensors.</summary>
    /// <param name="graph">The graph being written.</param>
    /// <param name="transformer">The transformer.</param>
    /// <param name="rows">Rows, or none, of the columns it reads; only their schema matters.</param>
    /// <param name="input">Returns the tensor of a column it reads.</param>
    /// <param name="columns">The columns wanted.</param>
    /// <exception cref="OnnxExportException">Thrown with the part of the transformer that can't be written.</exception>
    public string[] Export(
        OnnxGraph graph, ITransformer transformer, IDataView rows, Func<string, string> input, IReadOnlyList<string> columns)
    {
        if (Stages(transformer).FirstOrDefault(stage => !MlNetExports.Allow(stage)) is { } other) throw Refusal(other);
        // Whatever the converter calls its outputs, they are in the order of the schema.
        DataViewSchema schema = transformer.GetOutputSchema(rows.Schema);
        string[] ordered = [.. columns.Distinct(StringComparer.Ordinal).OrderBy(column => schema[column].Index)];
        byte[] model = Convert(transformer, rows, ordered) ?? throw Refusal(Culprit(transformer, rows));
        string[] tensors = graph.Merge(part, model, input, outputs => outputs.Where(output => !SlotNames().IsMatch(output)));
        if (tensors.Length != ordered.Length) throw Refusal(transformer);
        return [.. columns.Select(column => tensors[Array.IndexOf(ordered, column)])];
    }

    /// <summary>Writes a column of texts with those that training did not see made empty, as transformers get them.</summary>
    public static string KnownTexts(OnnxGraph graph, string texts, IReadOnlyList<string> known)
    {
        string[] keys = known.Count > 0 ? [.. known] : [""];
        return graph.MlNode("LabelEncoder", [texts],
            new OnnxAttribute("keys_strings", keys), new OnnxAttribute("values_strings", keys), new OnnxAttribute("default_string", ""));
    }

    /// <summary>Writes the label of rows that are scored, which nobody knows: false, for as many rows as another tensor has.</summary>
    /// <param name="graph">The graph being written.</param>
    /// <param name="numbers">An [N, 1] tensor of numbers.</param>
    public static string NoLabels(OnnxGraph graph, string numbers)
    {
        string some = graph.Cast(numbers, OnnxElement.Bool);
        return graph.Node("And", [some, graph.Node("Not", [some])]);
    }

    // The converter keeps the names of a vector's slots in the graph by outputs that nobody needs.
    [GeneratedRegex(@"\.unusedOutput\d*$", RegexOptions.CultureInvariant)]
    private static partial Regex SlotNames();

    private static byte[]? Convert(ITransformer transformer, IDataView rows, params string[] columns)
    {
        using var model = new MemoryStream();
        try
        {
            ModelOperationsCatalog models = new MLContext(0).Model;
            if (columns.Length > 0) models.ConvertToOnnx(transformer, rows, model, columns);
            else models.ConvertToOnnx(transformer, rows, model);
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or ArgumentException
            or NotSupportedException or NotImplementedException)
        {
            return null;
        }

        return model.ToArray();
    }

    // The converter does not say at which transformer of a chain it stopped.
    private static ITransformer Culprit(ITransformer transformer, IDataView rows)
    {
        IDataView before = rows;
        foreach (ITransformer stage in Stages(transformer))
        {
            if (Convert(stage, before) is null) return stage;
            before = stage.Transform(before);
        }

        return transformer;
    }

    private static IEnumerable<ITransformer> Stages(ITransformer transformer) =>
        transformer is IEnumerable<ITransformer> chain ? chain.SelectMany(Stages) : [transformer];

    private OnnxExportException Refusal(ITransformer stage) =>
        new(part, $"{MlNetExports.NameOf(stage)} of ML.NET has no graph that computes the same. {instead}");
}
