namespace FraudMl;

/// <summary>Training rows of equal features, whatever their labels: a model that has seen one of them knows the others.</summary>
/// <param name="OfRow">The group of each row; −1 for a row of weight 0, which is as if it were not there.</param>
/// <param name="Frauds">The frauds of each group.</param>
/// <param name="Legitimate">The other rows of each group.</param>
internal sealed record RowGroups(int[] OfRow, int[] Frauds, int[] Legitimate)
{
    // Oversampling at most doubles the rows. More copies than this are categories, which rows to come have as well.
    private const int MostCopies = 10;

    public int Count => Frauds.Length;

    public int RowCount => Frauds.Sum() + Legitimate.Sum();

    /// <value>Whether a group has rows of both classes.</value>
    public bool AreMixed => Enumerable.Range(0, Count).Any(group => Frauds[group] > 0 && Legitimate[group] > 0);

    public static RowGroups Of(TrainingData data)
    {
        int[] firsts = data.Matrix.FirstCopies(), groupOf = new int[firsts.Length], ofRow = new int[firsts.Length];
        Array.Fill(groupOf, -1);
        var (frauds, legitimate) = (new List<int>(), new List<int>());
        for (int row = 0; row < firsts.Length; row++)
        {
            ofRow[row] = -1;
            if (!data.Weights.IsEmpty && data.Weights.Span[row] == 0) continue;
            ref int group = ref groupOf[firsts[row]];
            if (group < 0)
            {
                group = frauds.Count;
                frauds.Add(0);
                legitimate.Add(0);
            }

            ofRow[row] = group;
            if (data.Labels.Span[row]) frauds[group]++;
            else legitimate[group]++;
        }

        return new RowGroups(ofRow, [.. frauds], [.. legitimate]);
    }

    /// <summary>Returns whether so few rows are different that their copies must be categories.</summary>
    public static bool AreFew(int distinct, int rowCount) => (long)distinct * MostCopies < rowCount;

    /// <summary>Returns what is said where copies of a row are treated as rows of their own.</summary>
    public static string Warning(int distinct, int rowCount) =>
        $"Only {distinct} of {rowCount} training rows differ in their features, too few to keep copies of a row together "
        + "where a learner is measured on rows it has not seen: "
        + "its probabilities hold for rows with the same values, and say nothing of others.";
}
