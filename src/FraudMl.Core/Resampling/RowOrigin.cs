namespace FraudMl;

/// <summary>Where a resampled row came from.</summary>
/// <param name="Parent">The training row it is, or was made from.</param>
/// <param name="Neighbor">The training row it was interpolated towards; −1 for a row taken over unchanged.</param>
/// <param name="Lambda">How far towards the neighbour, in [0, 1].</param>
public readonly record struct RowOrigin(int Parent, int Neighbor, float Lambda)
{
    /// <value>Whether the row was made up.</value>
    public bool IsSynthetic => Neighbor >= 0;

    /// <summary>Returns the origin of a row taken over unchanged.</summary>
    /// <param name="row">The training row.</param>
    public static RowOrigin Of(int row) => new(row, -1, 0);
}
