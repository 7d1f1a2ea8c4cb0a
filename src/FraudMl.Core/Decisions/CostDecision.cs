using System.Buffers;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Flags a transaction when its expected loss, probability × cost of the missed fraud, exceeds the cost of a
/// review, or can't be known.</summary>
/// <param name="MissedFraud">The cost of missing the fraud, over the raw input row.</param>
/// <param name="Review">The cost of a review.</param>
/// <remarks>Elkan 2001, "The Foundations of Cost-Sensitive Learning"; Bahnsen et al. 2013 for costs that differ by row.</remarks>
[StoredAs("cost")]
internal sealed record CostDecision(DerivedNode MissedFraud, double Review) : FittedDecision
{
    private CostInputs? _inputs;

    internal override IEnumerable<string> Reads => MissedFraud.Columns().Distinct();

    // Made when first asked for, and no part of what the rule is.
    private CostInputs Inputs => _inputs ??= new(MissedFraud);

    public bool Equals(CostDecision? other) => base.Equals(other) && MissedFraud == other.MissedFraud && Review.Equals(other.Review);

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Review);

    /// <summary>Returns the rule in words.</summary>
    public override string ToString() => FormattableString.Invariant($"flags where probability × {MissedFraud} is above {Review}");

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
        Inputs.Evaluate(block, costs);
        for (int row = 0; row < block.RowCount; row++) flags[row] = CostRule.ShouldFlag(probabilities[row], costs[row], Review);
        ArrayPool<float>.Shared.Return(rented);
    }

    public override int FirstUndecidable(RowBlock block, ReadOnlySpan<double> probabilities)
    {
        float[] costs = ArrayPool<float>.Shared.Rent(block.PaddedRowCount);
        Inputs.Evaluate(block, costs.AsSpan(0, block.PaddedRowCount));
        int row = 0;
        while (row < probabilities.Length && !double.IsNaN(probabilities[row]) && !float.IsNaN(costs[row])) row++;
        ArrayPool<float>.Shared.Return(costs);
        return row < probabilities.Length ? row : -1;
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
        string cost = MissedFraud.Export(graph);
        string loss = graph.Node("Mul", [probability, graph.Cast(cost, OnnxElement.Double)]);
        string passes = graph.Node("And", [graph.Node("LessOrEqual", [loss, graph.Doubles([Review])]), Inputs.Export(graph, cost)]);
        return graph.Cast(graph.Node("Not", [passes]), OnnxElement.Int64);
    }

    internal override string Export(OnnxGraph graph, string margin, string probability) => Export(graph, probability);
}
