namespace FraudMl.Explanations;

/// <summary>What one input added to the score of a row.</summary>
/// <param name="Input">The input, for example <c>Amount</c>; a feature derived from several inputs names them
/// all, joined by <c>+</c>.</param>
/// <param name="Value">Its value in the row as text; null when missing.</param>
/// <param name="Contribution">What it added to the log-odds, against rows whose value is not known; above 0 towards fraud.</param>
/// <param name="Text">The reason in words: the text of <see cref="ReasonTexts"/>, or input and value.</param>
public sealed record Reason(string Input, string? Value, double Contribution, string Text);
