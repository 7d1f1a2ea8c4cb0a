namespace FraudMl;

/// <summary>A point with its scores, its front and how far its neighbours on it are.</summary>
internal sealed record Individual(double[] Point, double[] Scores)
{
    /// <value>The front, from 0, which is the best.</value>
    public int Rank { get; set; }

    /// <value>The crowding distance, infinite at the ends of the front.</value>
    public double Distance { get; set; }

    /// <summary>Returns whether it wins against another: by front, then by room around it.</summary>
    public bool IsBefore(Individual other) => Rank != other.Rank ? Rank < other.Rank : Distance > other.Distance;
}
