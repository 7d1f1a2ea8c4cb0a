using System.Buffers;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Flags a transaction when its expected loss, probability × cost of the missed fraud, exceeds the cost of a review.</summary>
/// <param name="MissedFraud">The cost of missing the fraud, over the raw input row.</param>
/// <param name="Review">The cost of a review.</param>
/// <remarks>Elkan 2001, "The Foundations of Cost-Sensitive Learning"; Bahnsen et al. 2013 for costs that differ by row.</remarks>
[StoredAs("cost")]
internal sealed record CostDecision(DerivedNode MissedFraud, double Review) : FittedDecision
{
    public override void Check(RowSchema inputs)
    {
        base.Check(inputs);
        Damaged.Numbers([Review], "the decision", "costs");
        Damaged.Required(MissedFraud, "the decision", "cost of a missed fraud").Check(inputs);
    }

    public override void Decide(RowBlock block, ReadOnlySpan<double> probabilities, Span<bool> flags)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(block.PaddedRowCount);
        Span<float> costs = rented.AsSpan(0, block.PaddedRowCount);
        MissedFraud.Evaluate(block, costs);
        for (int row = 0; row < block.RowCount; row++) flags[row] = CostRule.ShouldFlag(probabilities[row], costs[row], Review);
        ArrayPool<float>.Shared.Return(rented);
    }

    public override CostTable CostsOf(RowBlock block)
    {
        var costs = new float[block.PaddedRowCount];
        MissedFraud.Evaluate(block, costs);
        var missed = new double[block.RowCount];
        var review = new double[block.RowCount];
        for (int row = 0; row < missed.Length; row++) (missed[row], review[row]) = (costs[row], Review);
        return new CostTable(missed, review);
    }

    public override string Export(OnnxGraph graph, string probability)
    {
        string loss = graph.Node("Mul", [probability, graph.Cast(MissedFraud.Export(graph), OnnxElement.Double)]);
        string flagged = graph.Node("Greater", [loss, graph.Doubles([Review])]);
        return graph.Cast(flagged, OnnxElement.Int64);
    }
}
