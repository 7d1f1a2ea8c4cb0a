namespace FraudMl;

internal static class SeedRows
{
    /// <summary>Draws rows without replacement; all of them when there are no more.</summary>
    public static int[] Draw(int[] rows, int count, int seed)
    {
        int[] shuffled = [.. rows];
        new Random(seed).Shuffle(shuffled);
        int[] drawn = shuffled[..Math.Min(count, rows.Length)];
        Array.Sort(drawn);
        return drawn;
    }
}
