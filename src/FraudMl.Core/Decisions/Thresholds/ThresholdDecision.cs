using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Flags a transaction when its probability is at least the threshold.</summary>
[StoredAs("threshold")]
internal sealed record ThresholdDecision : FittedDecision
{
    public override void Decide(RowBlock block, ReadOnlySpan<double> probabilities, Span<bool> flags)
    {
        for (int row = 0; row < probabilities.Length; row++) flags[row] = probabilities[row] >= Threshold;
    }

    public override CostTable? CostsOf(RowBlock block) => null;

    public override string Export(OnnxGraph graph, string probability)
    {
        string flagged = graph.Node("GreaterOrEqual", [probability, graph.Doubles([Threshold])]);
        return graph.Cast(flagged, OnnxElement.Int64);
    }
}
