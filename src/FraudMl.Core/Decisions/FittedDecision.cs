using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl.Decisions;

/// <summary>A fitted rule: plain data that flags scored rows. A row that it can't decide never passes.</summary>
public abstract record FittedDecision
{
    /// <value>The best single threshold on the probability, printed beside the rule.</value>
    public required double Threshold { get; init; }

    /// <value>What becomes of a row that can't be decided: one whose probability is no number, or of which the rule
    /// misses what it reads.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Undecidable Undecidable { get; init; }

    /// <value>The alerts a day that the rule was asked for; null for a rule without a capacity.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Capacity { get; init; }

    /// <summary>The inputs that the rule reads beside the probability, for messages.</summary>
    internal virtual IEnumerable<string> Reads => [];

    /// <summary>Checks a rule that was read from a file, before it is used.</summary>
    /// <param name="inputs">The raw inputs that the rule may read, with their slots.</param>
    /// <exception cref="FraudMlException">Thrown when it is damaged.</exception>
    public virtual void Check(RowSchema inputs)
    {
        Damaged.Numbers([Threshold], "the decision", "thresholds");
        Damaged.Unless(Enum.IsDefined(Undecidable), "the decision", "does not say what becomes of rows that can't be decided");
        Damaged.Unless(Capacity is null or (> 0 and < double.PositiveInfinity), "the decision", "has a capacity that is none");
    }

    /// <summary>Flags rows.</summary>
    /// <param name="block">The rows, with their raw inputs.</param>
    /// <param name="probabilities">Their probabilities; one that is no number is flagged whatever the rule says.</param>
    /// <param name="flags">True where the transaction should be stopped or reviewed.</param>
    public abstract void Decide(RowBlock block, ReadOnlySpan<double> probabilities, Span<bool> flags);

    /// <summary>Returns the first row that the rule can't decide, or -1.</summary>
    /// <param name="block">The rows, with their raw inputs.</param>
    /// <param name="probabilities">Their probabilities.</param>
    public virtual int FirstUndecidable(RowBlock block, ReadOnlySpan<double> probabilities)
    {
        for (int row = 0; row < probabilities.Length; row++)
        {
            if (double.IsNaN(probabilities[row])) return row;
        }

        return -1;
    }

    /// <summary>Returns the costs of the rows, or null where the rule knows none.</summary>
    /// <param name="block">The rows, with their raw inputs.</param>
    public abstract CostTable? CostsOf(RowBlock block);

    /// <summary>Writes the rule into a graph.</summary>
    /// <param name="graph">The graph being written.</param>
    /// <param name="probability">The [N, 1] double tensor of the probabilities.</param>
    /// <returns>The [N, 1] 64-bit integer tensor of the decisions, 1 is flagged.</returns>
    public abstract string Export(OnnxGraph graph, string probability);

    /// <summary>Flags rows of which the margins are known too.</summary>
    internal virtual void Decide(RowBlock block, ReadOnlySpan<double> margins, ReadOnlySpan<double> probabilities, Span<bool> flags)
    {
        Decide(block, probabilities, flags);
        for (int row = 0; row < probabilities.Length; row++) flags[row] |= double.IsNaN(probabilities[row]);
    }

    /// <summary>Writes the rule into a graph that has the margins too; a probability that is no number is flagged.</summary>
    internal virtual string Export(OnnxGraph graph, string margin, string probability) =>
        Flagged(graph, Export(graph, probability), probability);

    /// <summary>Returns decisions that flag what has no probability.</summary>
    internal static string Flagged(OnnxGraph graph, string decision, string probability)
    {
        string isNumber = graph.Node("Equal", [probability, probability]);
        return graph.Node("Max", [decision, graph.Cast(graph.Node("Not", [isNumber]), OnnxElement.Int64)]);
    }
}
