namespace FraudMl;

internal static class SpanPicking
{
    /// <summary>Returns the values at the given places.</summary>
    public static T[] Pick<T>(this ReadOnlySpan<T> values, ReadOnlySpan<int> places)
    {
        var picked = new T[places.Length];
        for (int i = 0; i < picked.Length; i++) picked[i] = values[places[i]];
        return picked;
    }

    /// <summary>Returns the values at the given places, and another value where the place is negative.</summary>
    public static T[] PickOr<T>(this ReadOnlySpan<T> values, ReadOnlySpan<int> places, T missing)
    {
        var picked = new T[places.Length];
        for (int i = 0; i < picked.Length; i++) picked[i] = places[i] < 0 ? missing : values[places[i]];
        return picked;
    }
}
