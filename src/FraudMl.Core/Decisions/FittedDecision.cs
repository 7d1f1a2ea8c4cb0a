using FraudMl.Onnx;

namespace FraudMl.Decisions;

/// <summary>A fitted rule: plain data that flags scored rows.</summary>
public abstract record FittedDecision
{
    /// <value>The best single threshold on the probability, printed beside the rule.</value>
    public required double Threshold { get; init; }

    /// <summary>Checks a rule that was read from a file.</summary>
    /// <exception cref="FraudMlException">Thrown when it is damaged.</exception>
    internal virtual void Check(RowSchema inputs) => Damaged.Numbers([Threshold], "the decision", "thresholds");

    /// <summary>Flags rows.</summary>
    /// <param name="block">The rows, with their raw inputs.</param>
    /// <param name="probabilities">Their probabilities.</param>
    /// <param name="flags">True where the transaction should be stopped or reviewed.</param>
    public abstract void Decide(RowBlock block, ReadOnlySpan<double> probabilities, Span<bool> flags);

    /// <summary>Returns the costs of the rows, or null where the rule knows none.</summary>
    /// <param name="block">The rows, with their raw inputs.</param>
    public abstract CostTable? CostsOf(RowBlock block);

    /// <summary>Writes the rule into a graph.</summary>
    /// <param name="graph">The graph being written.</param>
    /// <param name="probability">The [N, 1] double tensor of the probabilities.</param>
    /// <returns>The [N, 1] 64-bit integer tensor of the decisions, 1 is flagged.</returns>
    public abstract string Export(OnnxGraph graph, string probability);
}
