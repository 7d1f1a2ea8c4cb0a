namespace FraudMl.Evaluations;

/// <summary>What each row would cost: its amount when it is a fraud that passes, and a review when it is flagged.</summary>
/// <param name="MissedFraud">The cost of not flagging the row if it is a fraud, at least 0.</param>
/// <param name="Review">The cost of flagging the row, fraud or not, at least 0.</param>
public sealed record CostTable(double[] MissedFraud, double[] Review)
{
    /// <summary>Returns how many rows have costs.</summary>
    public override string ToString() => FormattableString.Invariant($"costs of {MissedFraud.Length:#,0} rows");
}
