using FraudMl;
using FraudMl.Onnx;

namespace Foreign;

/// <summary>Options of the rule.</summary>
public sealed record LargeOptions : ValidatedOptions
{
    /// <value>The column of the amount. Default <c>Amount</c>.</value>
    public string Column { get; init; } = "Amount";

    /// <value>The probability from which a transaction is flagged. Default 0.5.</value>
    [Rule(AtLeast = 0, AtMost = 1)]
    public double Probability { get; init; } = 0.5;

    /// <value>The amount above which a transaction is flagged whatever its probability. Default 1000.</value>
    [Rule(Above = 0)]
    public double Limit { get; init; } = 1000;
}

/// <summary>Adds a rule that also flags every large transaction.</summary>
public static class LargeCatalog
{
    extension(Thresholds)
    {
        /// <summary>Returns the rule.</summary>
        /// <param name="column">The column of the amount.</param>
        /// <param name="options">The options.</param>
        public static IDecisionRule OrLarge(string column, LargeOptions? options = null) =>
            new LargeRule((options ?? new LargeOptions()) with { Column = column });
    }
}

[DefinedAs("Thresholds.OrLarge")]
internal sealed class LargeRule(LargeOptions options) : IDecisionRule
{
    public string Name => $"or {options.Column} above {options.Limit.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    public ValidatedOptions Options => options;

    public IDecisionRule With(ValidatedOptions options) => new LargeRule(options.As<LargeOptions>(Name));

    public CostTable? CostsOf(Dataset data) => null;

    public FittedDecision Fit(ScoredRows outOfFold, RowSchema inputs) =>
        new LargeDecision(inputs[options.Column].Slot, (float)options.Limit) { Threshold = options.Probability };
}

[StoredAs("foreign.large")]
internal sealed record LargeDecision(int Slot, float Limit) : FittedDecision
{
    public override void Check(RowSchema inputs)
    {
        base.Check(inputs);
        if (Slot < 0 || Slot >= inputs.SlotCount(ColumnKind.Number))
            throw new FraudMlException("This model is damaged: its rule reads a number that is not there.");
    }

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
