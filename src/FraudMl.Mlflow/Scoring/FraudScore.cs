namespace FraudMl.Mlflow;

/// <summary>What a scoring server says of a transaction.</summary>
/// <param name="Probability">The probability that it is a fraud; NaN where the model gives none.</param>
/// <param name="IsFlagged">Whether it is flagged; null when the model does not decide.</param>
public sealed record FraudScore(double Probability, bool? IsFlagged)
{
    /// <value>The name of the model; null where the server does not tell it.</value>
    public string? ModelName { get; init; }

    /// <value>The version of the model; null where the server does not tell it.</value>
    public string? ModelVersion { get; init; }

    /// <value>What raised the score most, the largest contribution first; empty unless asked for.</value>
    public IReadOnlyList<FraudScoreReason> Reasons { get; init; } = [];

    /// <summary>Returns the properties.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>An input that raised a score.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Value">Its value; null when it is missing.</param>
/// <param name="Contribution">By how much it raised the score, in log-odds.</param>
/// <param name="Text">The reason in words.</param>
public sealed record FraudScoreReason(string Input, string? Value, double Contribution, string Text);

/// <summary>The score of one of many transactions, or why it has none.</summary>
/// <param name="Row">Which one, from 0.</param>
/// <param name="Score">The score; null where there is an error.</param>
/// <param name="Error">What is wrong with the transaction; null where there is a score.</param>
public sealed record FraudScoreLine(long Row, FraudScore? Score, MlflowException? Error);
