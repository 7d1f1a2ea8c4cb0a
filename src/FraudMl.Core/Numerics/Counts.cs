namespace FraudMl;

internal static class Counts
{
    public static long Sum(ReadOnlySpan<int> counts)
    {
        long sum = 0;
        foreach (int count in counts) sum += count;
        return sum;
    }

    public static long Sum(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (long count in counts) sum += count;
        return sum;
    }
}
