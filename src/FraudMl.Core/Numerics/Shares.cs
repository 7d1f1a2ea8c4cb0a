namespace FraudMl;

/// <summary>Counts from shares, the same for ratios, limits, capacities, splits and folds: the share k/n of n is k,
/// and 0.29 of 100 is 29.</summary>
internal static class Shares
{
    // A share is rounded where it is written, where it is taken from 1, and once more where it is multiplied or
    // divided by. What is nearer to a whole number than these may take it, is that number.
    private const double Tolerance = 1.0 / (1L << 51);

    /// <summary>Returns the whole rows in a share; a fraction of a row is cut off.</summary>
    public static int Floor(double share, double whole) => (int)Math.Floor(Snapped(share * whole, whole));

    /// <summary>Returns the fewest rows that are a share.</summary>
    public static int Ceiling(double share, double whole) => (int)Math.Ceiling(Snapped(share * whole, whole));

    /// <summary>Returns the rows nearest to a share; of two the even number.</summary>
    public static int Round(double share, double whole) => (int)Math.Round(Snapped(2 * share * whole, 2 * whole) / 2);

    /// <summary>Returns the most rows of which the given ones are at least a share; it may be more than an integer holds.</summary>
    public static double MostWith(double part, double share) => Math.Floor(Snapped(part / share, part / share / share));

    /// <summary>Returns whether a part is at most a share of the whole; both may be sums of weights.</summary>
    public static bool IsWithin(double part, double share, double whole) => part - (share * whole) <= Slack(share * whole, whole);

    /// <summary>Returns whether a part is at least a share of the whole.</summary>
    public static bool Reaches(double part, double share, double whole) => (share * whole) - part <= Slack(share * whole, whole);

    private static double Snapped(double count, double whole)
    {
        double nearest = Math.Round(count);
        return nearest != 0 && Math.Abs(count - nearest) <= Slack(count, whole) ? nearest : count;
    }

    private static double Slack(double count, double whole) => Tolerance * (Math.Abs(count) + whole);
}
