namespace FraudMl.Resampling;

/// <summary>Where a resampled row came from.</summary>
/// <param name="Parent">The training row it is, or was made from.</param>
/// <param name="Neighbor">The training row it was made towards; −1 for a row taken over unchanged, or made from its parent alone.</param>
/// <param name="Lambda">How far from parent to neighbour it lies: in [0, 1] between them, below 0 away from the neighbour, NaN when it
/// lies on no such line.</param>
public readonly record struct RowOrigin(int Parent, int Neighbor, float Lambda)
{
    /// <value>The method and seed that made the row up; null for a row taken over unchanged.</value>
    public ResamplingStage? MadeBy { get; init; }

    /// <value>Whether the row was made up.</value>
    public bool IsSynthetic => MadeBy is not null;

    /// <summary>Returns the origin of a row taken over unchanged.</summary>
    /// <param name="row">The training row.</param>
    public static RowOrigin Of(int row) => new(row, -1, 0);
}
