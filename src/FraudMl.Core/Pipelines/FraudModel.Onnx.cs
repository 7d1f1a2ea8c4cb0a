using FraudMl.Onnx;

namespace FraudMl;

public sealed partial class FraudModel
{
    /// <value>Whether every input is a number: the graph then takes one [N, F] tensor, and one [N] tensor per column otherwise.</value>
    public bool IsNumericOnly => Inputs.All(input => input.Kind == ColumnKind.Number && input.Origin == 0);

    /// <value>What the inputs are called in the graph, in the order of <see cref="Inputs"/>: as here, but for names that ONNX can't hold.</value>
    public IReadOnlyList<string> OnnxInputNames => OnnxNames.Inputs([.. Inputs.Select(input => input.Name)]);

    /// <value>What the outputs are called in the graph: <c>fraud_probability</c>, then <c>fraud_decision</c> where the model decides; an input's name goes first.</value>
    public IReadOnlyList<string> OnnxOutputNames => OnnxNames.Outputs(IsNumericOnly ? ["features"] : OnnxInputNames, Decision is not null);

    /// <summary>Returns the whole fitted pipeline as one ONNX model, with the face that MLflow's ONNX flavor asks for.</summary>
    /// <remarks>
    /// Input: <c>features</c>, float [N, F] in the order of <see cref="Inputs"/>, when all are numbers; else one rank-1 input per column
    /// (float, string, int64 microseconds; double for a time that is a feature and counts from an origin), or a single column as [N, 1]. Outputs: <c>fraud_probability</c> float [N, 1], then <c>fraud_decision</c> int64 [N, 1] when
    /// the model decides. Names of inputs go before those of outputs and of the graph's own tensors. Between them margins, probabilities and thresholds are doubles. IR 8, ai.onnx 15, ai.onnx.ml 3.
    /// </remarks>
    /// <exception cref="OnnxExportException">Thrown with the part and the reason when ONNX can't express the pipeline.</exception>
    public byte[] ToOnnx()
    {
        IReadOnlyList<string> inputs = IsNumericOnly ? ["features"] : OnnxInputNames, outputs = OnnxOutputNames;
        var graph = new OnnxGraph([.. inputs, .. outputs]);
        DefineInputs(graph, inputs);
        foreach (IFittedStep step in Steps) step.Export(graph);
        string[] columns = [.. Parts.Features.Slots.Select(slot => graph.Column(ColumnKind.Number, slot))];
        string features = graph.Node("Concat", columns, new OnnxAttribute("axis", 1L));
        string margin = Scorer.Export(graph, features), probability = Calibrator.Export(graph, margin);
        graph.Output(outputs[0], graph.Cast(probability, OnnxElement.Float), OnnxElement.Float);
        if (Decision is not null) graph.Output(outputs[1], Decision.Export(graph, margin, probability), OnnxElement.Int64);
        return graph.ToBytes();
    }

    private void DefineInputs(OnnxGraph graph, IReadOnlyList<string> names)
    {
        if (IsNumericOnly)
        {
            string features = graph.Input(names[0], OnnxElement.Float, Inputs.Count);
            string widths = graph.Integers(Inputs.Select(_ => 1L), Inputs.Count);
            string[] columns = graph.Nodes("Split", "", [features, widths], Inputs.Count, new OnnxAttribute("axis", 1L));
            for (int i = 0; i < columns.Length; i++) graph.Define(Inputs[i], columns[i]);
            return;
        }

        // A graph with one input gets the whole frame as [N, 1], whatever its type.
        if (Inputs is [var only])
        {
            graph.Define(only, WithoutTokens(graph, only, Elapsed(graph, only, graph.Input(names[0], ElementOf(only), 1))));
            return;
        }

        string axis = graph.Integers([1], 1);
        foreach ((SchemaColumn input, string name) in Inputs.Zip(names))
            graph.Define(input, WithoutTokens(graph, input, Elapsed(graph, input, graph.Node("Unsqueeze", [graph.Input(name, ElementOf(input), null), axis]))));
    }

    // Missing is the empty text in a graph; a token is missing too unless training knows it as a text.
    private string WithoutTokens(OnnxGraph graph, SchemaColumn input, string tensor)
    {
        if (input.Texts is not { } texts || Reading.IsBeforeRules) return tensor;
        string[] tokens = [.. Reading.MissingTokens.Select(token => token.Trim()).Where(token => token.Length > 0).Distinct(StringComparer.Ordinal).Except(texts)];
        if (tokens.Length == 0) return tensor;
        string isToken = graph.MlNode(
            "LabelEncoder", [tensor], new("keys_strings", tokens), new("values_int64s", Array.ConvertAll(tokens, _ => 1L)), new("default_int64", 0L));
        return graph.Node("Where", [graph.Cast(isToken, OnnxElement.Bool), graph.Text(""), tensor]);
    }

    // Seconds since 1970 need 64 bits until they count from the first time of training.
    private static string Elapsed(OnnxGraph graph, SchemaColumn input, string tensor) => input.Origin == 0
        ? tensor
        : graph.Cast(graph.Node("Sub", [tensor, graph.Doubles([input.Origin])]), OnnxElement.Float);

    private static OnnxElement ElementOf(SchemaColumn input) => input.Kind switch
    {
        ColumnKind.Number when input.Origin != 0 => OnnxElement.Double,
        ColumnKind.Number => OnnxElement.Float,
        ColumnKind.Text => OnnxElement.Text,
        _ => OnnxElement.Int64,
    };
}
