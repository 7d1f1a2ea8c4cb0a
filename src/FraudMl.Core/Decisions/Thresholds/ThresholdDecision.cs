using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Flags a transaction when its probability is at least the threshold, or no number.</summary>
[StoredAs("threshold")]
internal sealed record ThresholdDecision : FittedDecision
{
    /// <value>The margin from which rows are flagged, where many rows share the probability of the threshold; null where
    /// the probability decides.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Margin { get; init; }

    /// <summary>Returns the rule in words.</summary>
    public override string ToString() => FormattableString.Invariant($"flags from a probability of {Threshold:0.######}");

    public override void Check(RowSchema inputs)
    {
        base.Check(inputs);
        Damaged.Unless(Margin is null || double.IsFinite(Margin.Value), "the decision", "has a margin that is no number");
    }

    public override void Decide(RowBlock block, ReadOnlySpan<double> probabilities, Span<bool> flags) =>
        Decide(probabilities, Threshold, flags);

    public override CostTable? CostsOf(RowBlock block) => null;

    public override string Export(OnnxGraph graph, string probability) => Export(graph, probability, Threshold);

    internal override void Decide(RowBlock block, ReadOnlySpan<double> margins, ReadOnlySpan<double> probabilities, Span<bool> flags)
    {
        if (Margin is not { } margin)
        {
            Decide(probabilities, Threshold, flags);
            return;
        }

        Decide(margins, margin, flags);
        for (int row = 0; row < flags.Length; row++) flags[row] |= double.IsNaN(probabilities[row]);
    }

    internal override string Export(OnnxGraph graph, string margin, string probability) =>
        Margin is { } least ? Flagged(graph, Export(graph, margin, least), probability) : Export(graph, probability);

    // Whatever does not lie below the threshold: what is no number does not.
    private static void Decide(ReadOnlySpan<double> scores, double threshold, Span<bool> flags)
    {
        for (int row = 0; row < scores.Length; row++) flags[row] = !(scores[row] < threshold);
    }

    private static string Export(OnnxGraph graph, string score, double threshold) =>
        graph.Cast(graph.Node("Not", [graph.Node("Less", [score, graph.Doubles([threshold])])]), OnnxElement.Int64);
}
