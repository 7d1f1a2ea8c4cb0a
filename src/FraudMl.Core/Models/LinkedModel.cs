using FraudMl.Onnx;

namespace FraudMl.Models;

/// <summary>A model whose margins are no log-odds of fraud: a link turns them into scores in (0, 1), and margin = log-odds of the
/// score.</summary>
/// <param name="Inner">The model; explanations are of its margins.</param>
/// <param name="Link">Turns its margins into scores.</param>
[StoredAs("linked")]
public sealed record LinkedModel(ScoringModel Inner, FittedCalibrator Link) : ScoringModel
{
    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public override int FeatureCount => Inner.FeatureCount;

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<float> rows, Span<double> margins)
    {
        Inner.Score(rows, margins);
        for (int row = 0; row < margins.Length; row++) margins[row] = LogOdds.OfClipped(Link.Calibrate(margins[row]));
    }

    /// <inheritdoc/>
    public override string Export(OnnxGraph graph, string features)
    {
        string score = Link.Export(graph, Inner.Export(graph, features));
        string low = graph.Doubles([LogOdds.Smallest]), high = graph.Doubles([1 - LogOdds.Smallest]);
        string clipped = graph.Node("Min", [graph.Node("Max", [score, low]), high]);
        return graph.Node("Sub", [graph.Node("Log", [clipped]), OnnxMaths.Log1p(graph, graph.Node("Neg", [clipped]))]);
    }

    /// <inheritdoc/>
    public override void Check()
    {
        Damaged.Unless(Inner is not null && Link is not null, "the linked model", "lacks its model or its link");
        Inner!.Check();
        Link!.Check();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Inner} behind {Link}";
}
