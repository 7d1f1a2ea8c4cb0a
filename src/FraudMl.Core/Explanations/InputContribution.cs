namespace FraudMl.Explanations;

/// <summary>What an input added to the log-odds of a row.</summary>
/// <param name="Input">The input; a feature derived from several inputs names them all, joined by <c>+</c>.</param>
/// <param name="Contribution">What it added; above 0 towards fraud.</param>
public readonly record struct InputContribution(string Input, double Contribution);
