namespace FraudMl.Tracking;

/// <summary>How the values of an input, or the probabilities, were distributed in the reference rows.</summary>
/// <param name="Name">The input column, or <c>fraud_probability</c>.</param>
/// <param name="Edges">Numbers: the deciles, ascending and distinct; a value on an edge is in the bin below it. Null for texts.</param>
/// <param name="Texts">Texts: those of at least one row in a hundred, the most frequent 50 of them, by falling frequency. Null for numbers.</param>
/// <param name="Counts">The rows in each bin, or with each text; texts have one more for all others.</param>
/// <param name="MissingCount">The rows without a value.</param>
public sealed record ReferenceColumn(string Name, IReadOnlyList<double>? Edges, IReadOnlyList<string>? Texts, IReadOnlyList<int> Counts, int MissingCount);
