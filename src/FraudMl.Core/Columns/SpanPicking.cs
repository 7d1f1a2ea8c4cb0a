namespace FraudMl;

internal static class SpanPicking
{
    /// <summary>Returns the values at the given places.</summary>
    public static T[] Pick<T>(this T[] values, ReadOnlySpan<int> places)
    {
        var picked = new T[places.Length];
        for (int i = 0; i < picked.Length; i++) picked[i] = values[places[i]];
        return picked;
    }
}
