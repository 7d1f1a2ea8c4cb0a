using FraudMl;
using FraudMl.Onnx;

namespace Foreign;

/// <summary>Adds a rule that also flags every large transaction.</summary>
public static class LargeCatalog
{
    extension(Thresholds)
    {
        /// <summary>Returns the rule.</summary>
        /// <param name="probability">The probability from which a transaction is flagged.</param>
        /// <param name="column">The column of the amount.</param>
        /// <param name="limit">The amount above which it is flagged whatever its probability.</param>
        public static IDecisionRule OrLarge(double probability, string column, float limit) => new LargeRule(probability, column, limit);
    }
}

internal sealed class LargeRule(double probability, string column, float limit) : IDecisionRule
{
    public string Name => $"or {column} above {limit.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    public CostTable? CostsOf(Dataset data) => null;

    public FittedDecision Fit(ScoredRows outOfFold, RowSchema inputs) => new LargeDecision(inputs[column].Slot, limit) { Threshold = probability };
}

[StoredAs("foreign.large")]
internal sealed record LargeDecision(int Slot, float Limit) : FittedDecision
{
    public override void Decide(RowBlock block, ReadOnlySpan<double> probabilities, Span<bool> flags)
    {
        ReadOnlySpan<float> amounts = block.Numbers(Slot);
        for (int row = 0; row < flags.Length; row++) flags[row] = probabilities[row] >= Threshold || amounts[row] > Limit;
    }

    public override CostTable? CostsOf(RowBlock block) => null;

    public override string Export(OnnxGraph graph, string probability)
    {
        string likely = graph.Node("GreaterOrEqual", [probability, graph.Doubles([Threshold])]);
        string large = graph.Node("Greater", [graph.Column(ColumnKind.Number, Slot), graph.Floats([Limit])]);
        return graph.Cast(graph.Node("Or", [likely, large]), OnnxElement.Int64);
    }
}
