namespace FraudMl;

/// <summary>Wilson's editing rule (IEEE SMC 2, 1972): which rows' nearest neighbours are not of their class.</summary>
/// <remarks>
/// A row is of one mind with its neighbours when k rows of its class are nearer than the nearest of the other. Some near rows of its own
/// leaf bound that distance, so most rows only ask whether any row of the other class is nearer still; the few for which one is look
/// until k rows of their own class are found.
/// </remarks>
internal sealed class EditedRows
{
    private readonly FeatureMatrix _matrix;
    private readonly ClassRows _classes;
    private readonly ParallelOptions _parallel;
    private readonly NeighborSearch _frauds;
    private readonly NeighborSearch _legitimate;

    public EditedRows(FeatureMatrix matrix, ClassRows classes, ResamplingContext context)
    {
        _matrix = matrix;
        _classes = classes;
        _parallel = Chunks.Of(context);
        _frauds = SearchAmong(classes.Frauds);
        _legitimate = SearchAmong(classes.Legitimate);
    }

    /// <summary>Returns the rows of a class, ascending, that the vote of their k neighbours is against.</summary>
    public int[] Against(bool label, int k, NeighborVote vote)
    {
        int[] own = _classes.Of(label);
        int[] mixed = Mixed(label, own, k);
        if (vote == NeighborVote.All || k == 1) return mixed;
        Neighbor[] same = Nearest(label, mixed, k), other = Nearest(!label, mixed, k);
        return [.. Enumerable.Range(0, mixed.Length).Where(i => IsOutvoted(label, same.AsSpan(i * k, k), other.AsSpan(i * k, k)))
            .Select(i => mixed[i])];
    }

    // The rows with at least one row of the other class among their k neighbours.
    private int[] Mixed(bool label, int[] own, int k)
    {
        Neighbor[] some = NeighborList.Empty((long)own.Length * k);
        Among(label).Run(own, k, some, Scan.HomeLeaf);
        Neighbor[] other = [.. Enumerable.Range(0, own.Length).Select(i => some[(i * k) + k - 1])];
        Neighbor[] bounds = [.. other];
        Among(!label).Run(own, 1, other);
        int[] suspects = [.. Enumerable.Range(0, own.Length).Where(i => other[i].IsNearerThan(bounds[i]))];
        var nearer = new Neighbor[suspects.Length * k];
        for (int i = 0; i < suspects.Length; i++) nearer.AsSpan(i * k, k).Fill(other[suspects[i]]);
        Among(label).Run(Array.ConvertAll(suspects, i => own[i]), k, nearer, Scan.UntilFull);
        return [.. Enumerable.Range(0, suspects.Length).Where(i => nearer[(i * k) + k - 1] == other[suspects[i]])
            .Select(i => own[suspects[i]])];
    }

    private Neighbor[] Nearest(bool label, int[] rows, int k)
    {
        Neighbor[] best = NeighborList.Empty((long)rows.Length * k);
        Among(label).Run(rows, k, best);
        return best;
    }

    // The vote over the k nearest of both lists; a tie is legitimate, the lower label.
    private static bool IsOutvoted(bool label, ReadOnlySpan<Neighbor> same, ReadOnlySpan<Neighbor> other)
    {
        int others = 0;
        for (int i = 0, s = 0; i < same.Length; i++)
        {
            if (other[others].IsNearerThan(same[s])) others++;
            else s++;
        }

        int voters = same.Length, frauds = label ? voters - others : others;
        return (2 * frauds > voters) != label;
    }

    private NeighborSearch Among(bool label) => label ? _frauds : _legitimate;

    private NeighborSearch SearchAmong(int[] rows) => new(NeighborTree.Of(_matrix, rows, _parallel), _matrix, _parallel);
}
