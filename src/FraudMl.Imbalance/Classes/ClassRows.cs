namespace FraudMl;

/// <summary>
/// The rows of each class, ascending; those of weight 0 are as if they were not there. Of two equal classes the legitimate one counts as
/// the smaller, as in imbalanced-learn.
/// </summary>
internal sealed record ClassRows(int[] Frauds, int[] Legitimate)
{
    public ClassCounts Counts => new(Frauds.Length, Legitimate.Length);

    public bool SmallerLabel => Frauds.Length < Legitimate.Length;

    public int[] Smaller => Of(SmallerLabel);

    public int[] Larger => Of(!SmallerLabel);

    public int[] Of(bool label) => label ? Frauds : Legitimate;

    /// <summary>Returns what rows of a class are called.</summary>
    public static string NameOf(bool label) => label ? "fraud" : "legitimate";

    /// <summary>Splits training rows by class, unless cancelled.</summary>
    public static ClassRows Of(TrainingData data, string who, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        data.RequireBothClasses(who);
        return new ClassRows(RowsOf(data, true), RowsOf(data, false));
    }

    private static int[] RowsOf(TrainingData data, bool label)
    {
        ReadOnlySpan<bool> labels = data.Labels.Span;
        ReadOnlySpan<float> weights = data.Weights.Span;
        int[] rows = new int[labels.Count(label)];
        int count = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] == label && (weights.IsEmpty || weights[row] > 0)) rows[count++] = row;
        }

        return rows[..count];
    }
}
