namespace FraudMl;

internal static class NeighborList
{
    /// <summary>Returns empty places.</summary>
    public static Neighbor[] Empty(long count)
    {
        var places = new Neighbor[count];
        Array.Fill(places, Neighbor.None);
        return places;
    }

    /// <summary>Puts a neighbour in its place, nearest first; the farthest falls out.</summary>
    public static void Insert(Span<Neighbor> best, Neighbor found)
    {
        int place = best.Length - 1;
        for (; place > 0 && found.IsNearerThan(best[place - 1]); place--) best[place] = best[place - 1];
        best[place] = found;
    }
}
