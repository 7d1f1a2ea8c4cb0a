namespace FraudMl;

/// <summary>k folds that hold the same share of frauds, to within one row; each row is validated on once.</summary>
internal sealed class StratifiedFolds(int count, int? seed) : IFolds
{
    public string Name => seed is { } given ? $"Stratified({count}, seed {given})" : $"InterleavedStratified({count})";

    public IReadOnlyList<Fold> Split(FoldInput rows)
    {
        ReadOnlySpan<bool> labels = rows.Labels.Span;
        int frauds = labels.Count(true);
        if (frauds == 0 || frauds == labels.Length)
            throw new FraudMlException($"Stratified folds need both classes, and there are {frauds} frauds among {labels.Length} rows. Check the label column, or bring rows of the other class.");
        if (Math.Min(frauds, labels.Length - frauds) < count)
        {
            throw new FraudMlException(
                $"{count} stratified folds need at least {count} rows of each class, and there are {frauds} frauds among {labels.Length} rows. Ask for fewer folds, or bring more data.");
        }

        int[] foldOf = new int[labels.Length];
        int offset = Assign(labels, true, 0, foldOf);
        Assign(labels, false, seed is null ? 0 : offset, foldOf);
        return FoldRules.Of(foldOf, count);
    }

    public Fold HoldOut(FoldInput rows, double share, int seed) => new StratifiedFolds(FraudMl.HoldOut.PartCount(share), seed).Split(rows)[0];

    // The second class goes on where the first one ended, so that the folds' sizes differ by one row at most.
    private int Assign(ReadOnlySpan<bool> labels, bool label, int offset, int[] foldOf)
    {
        var members = new List<int>();
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] == label) members.Add(row);
        }

        int[] order = [.. members];
        if (seed is { } given) new Random(unchecked((given * 2) + (label ? 1 : 0))).Shuffle(order);
        for (int i = 0; i < order.Length; i++) foldOf[order[i]] = (i + offset) % count;
        return (order.Length + offset) % count;
    }
}
