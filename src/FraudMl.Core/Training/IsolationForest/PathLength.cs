namespace FraudMl;

/// <summary>Path lengths in isolation trees.</summary>
internal static class PathLength
{
    private const double EulerGamma = 0.5772156649015329;

    /// <summary>c(n), the mean path length of a search without success in a binary search tree of n rows.</summary>
    public static double Average(int rowCount) => rowCount switch
    {
        <= 1 => 0,
        2 => 1,
        _ => (2 * (Math.Log(rowCount - 1) + EulerGamma)) - (2.0 * (rowCount - 1) / rowCount),
    };
}
