namespace FraudMl;

/// <summary>The rows of each class, ascending. Of two equal classes the legitimate one counts as the smaller, as in imbalanced-learn.</summary>
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
        return new ClassRows(RowsOf(data.Labels.Span, true), RowsOf(data.Labels.Span, false));
    }

    private static int[] RowsOf(ReadOnlySpan<bool> labels, bool label)
    {
        int[] rows = new int[labels.Count(label)];
        for (int row = 0, next = 0; row < labels.Length; row++)
        {
            if (labels[row] == label) rows[next++] = row;
        }

        return rows;
    }
}
