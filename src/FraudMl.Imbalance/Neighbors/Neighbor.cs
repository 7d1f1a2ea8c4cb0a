namespace FraudMl;

/// <summary>A row at a squared distance; of two at the same distance the lower row is the nearer one.</summary>
internal readonly record struct Neighbor(double Squared, int Row)
{
    /// <summary>Farther than every row.</summary>
    public static Neighbor None => new(double.PositiveInfinity, int.MaxValue);

    public bool IsNone => Row == int.MaxValue;

    public bool IsNearerThan(Neighbor other) => Squared < other.Squared || (Squared == other.Squared && Row < other.Row);
}
