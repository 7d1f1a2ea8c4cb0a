namespace FraudMl;

internal static class ChainedOrigins
{
    /// <summary>Returns the second resampling with origins that lead to the rows before the first.</summary>
    public static ResampledRows Join(ResampledRows first, ResampledRows second)
    {
        ReadOnlyMemory<RowOrigin> before = first.Origins;
        RowOrigin[] origins = Array.ConvertAll(second.Origins.ToArray(), origin => Joined(before.Span, origin));
        return second with { Origins = origins, Shift = first.Shift.Then(second.Shift) };
    }

    // Made from rows that were made up themselves, a row lies on no line between two training rows.
    private static RowOrigin Joined(ReadOnlySpan<RowOrigin> before, RowOrigin origin)
    {
        RowOrigin parent = before[origin.Parent];
        if (!origin.IsSynthetic) return parent;
        RowOrigin neighbor = origin.Neighbor < 0 ? RowOrigin.Of(-1) : before[origin.Neighbor];
        return origin with { Parent = parent.Parent, Neighbor = neighbor.Parent,
            Lambda = parent.IsSynthetic || neighbor.IsSynthetic ? float.NaN : origin.Lambda };
    }
}
