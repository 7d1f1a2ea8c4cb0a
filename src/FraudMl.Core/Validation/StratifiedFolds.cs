namespace FraudMl;

/// <summary>k folds that hold the same share of frauds, to within one row; each row is validated on once.</summary>
[DefinedAs("Folds.Stratified")]
internal sealed class StratifiedFolds(StratifiedFoldsOptions options) : IFolds
{
    public string Name => $"Stratified({options.Count}, seed {options.Seed})";

    public ValidatedOptions Options => options;

    public IFolds With(ValidatedOptions other) => new StratifiedFolds(other.As<StratifiedFoldsOptions>(Name));

    public override string ToString() => Name;

    public IReadOnlyList<Fold> Split(FoldInput rows) => Split(rows.Labels.Span, options.Count, options.Seed);

    /// <summary>Deals the rows of each class to the folds in turn: shuffled, or as they stand without a seed.</summary>
    public static Fold[] Split(ReadOnlySpan<bool> labels, int count, int? seed)
    {
        int frauds = labels.Count(true);
        if (frauds == 0 || frauds == labels.Length)
            throw new FraudMlException($"Stratified folds need both classes, and there are {frauds} frauds among {labels.Length} rows. "
                + $"Check the label column, or bring rows of the other class.");
        if (Math.Min(frauds, labels.Length - frauds) < count)
        {
            throw new FraudMlException(
                $"{count} stratified folds need at least {count} rows of each class, and there are {frauds} frauds among {labels.Length} "
                + $"rows. Ask for fewer folds, or bring more data.");
        }

        int[] foldOf = new int[labels.Length];
        int offset = Assign(labels, true, 0, count, seed, foldOf);
        Assign(labels, false, seed is null ? 0 : offset, count, seed, foldOf);
        return FoldRules.Of(foldOf, count);
    }

    /// <summary>Deals the rows to the folds whatever their class.</summary>
    public static Fold[] Random(int rowCount, int count, int seed)
    {
        int[] foldOf = new int[rowCount];
        Assign(new bool[rowCount], false, 0, count, seed, foldOf);
        return FoldRules.Of(foldOf, count);
    }

    public Fold HoldOut(FoldInput rows, double share, int seed) => HoldOutOf(rows, share, seed);

    /// <summary>Returns the first of as many shuffled folds as the share asks for; where no number of folds has the share, that many
    /// rows of each class.</summary>
    public static Fold HoldOutOf(FoldInput rows, double share, int seed)
    {
        ReadOnlySpan<bool> labels = rows.Labels.Span;
        int parts = FraudMl.HoldOut.PartCount(share), frauds = labels.Count(true), smaller = Math.Min(frauds, labels.Length - frauds);
        bool isFold = Shares.Floor(share, parts) == 1 && Shares.Ceiling(share, parts) == 1;
        int least = isFold ? parts : 2;
        if (smaller >= least || smaller == 0)
            return isFold ? Split(labels, parts, seed)[0] : FraudMl.HoldOut.Stratified(labels, share, seed);
        double enough = smaller > 1 ? Math.Ceiling(100.0 / smaller) / 100 : 0;
        throw new FraudMlException(
            FormattableString.Invariant($"Early stopping holds back a share of {share} of each class, which takes {least} rows of it ")
            + $"at least, and {FoldRules.Numbers(labels)}. "
            + (smaller > 1 ? FormattableString.Invariant($"Raise ValidationShare to {enough}, bring more data, ") : "Bring more data, ")
            + "or do without early stopping: EarlyStoppingRounds = 0.");
    }

    // The second class goes on where the first one ended, so that the folds' sizes differ by one row at most.
    private static int Assign(ReadOnlySpan<bool> labels, bool label, int offset, int count, int? seed, int[] foldOf)
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

/// <summary>k folds where a row's fold is its index within its class modulo k.</summary>
[DefinedAs("Folds.InterleavedStratified")]
internal sealed class InterleavedStratifiedFolds(InterleavedStratifiedFoldsOptions options) : IFolds
{
    public string Name => $"InterleavedStratified({options.Count})";

    public ValidatedOptions Options => options;

    public IFolds With(ValidatedOptions other) => new InterleavedStratifiedFolds(other.As<InterleavedStratifiedFoldsOptions>(Name));

    public override string ToString() => Name;

    public IReadOnlyList<Fold> Split(FoldInput rows) => StratifiedFolds.Split(rows.Labels.Span, options.Count, seed: null);

    public Fold HoldOut(FoldInput rows, double share, int seed) => StratifiedFolds.HoldOutOf(rows, share, seed);
}
