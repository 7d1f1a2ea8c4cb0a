namespace FraudMl.Evaluations;

/// <summary>How many rows are flagged a day, beside how many were asked for.</summary>
/// <param name="PerDay">The weight of the flagged rows divided by the days that went by.</param>
/// <param name="Asked">The alerts a day that the decision was asked for; null for a rule without a capacity.</param>
public sealed record AlertRate(double PerDay, double? Asked)
{
    private const double Allowed = 0.2;

    /// <value>Whether there are over 20 % more or fewer than were asked for.</value>
    public bool IsOff => Asked is { } asked && !(Shares.IsWithin(PerDay, 1 + Allowed, asked) && Shares.Reaches(PerDay, 1 - Allowed, asked));

    internal static AlertRate? Of(ScoredRows rows) =>
        rows.DayCount is { } days ? new(rows.Tally.Confusion.Flagged / days, rows.Capacity) : null;
}
