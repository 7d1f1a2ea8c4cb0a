namespace FraudMl.Serving;

/// <summary>Rows that one model decided.</summary>
internal readonly record struct DecidedRows(int Count, int FlaggedCount)
{
    public static DecidedRows operator +(DecidedRows one, DecidedRows other) =>
        new(one.Count + other.Count, one.FlaggedCount + other.FlaggedCount);
}
