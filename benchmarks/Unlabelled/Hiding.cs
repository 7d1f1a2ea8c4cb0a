using FraudMl;

namespace Unlabelled;

/// <summary>Which frauds of the training rows are labelled.</summary>
internal sealed record Hiding(string Name, Func<Random, float, bool> IsLabelled)
{
    /// <value>Two in five, whatever they are.</value>
    public static Hiding AtRandom { get; } = new("at random", (random, _) => random.NextDouble() < 0.4);

    /// <value>Nine in ten of those above 100, and one in ten of the others.</value>
    public static Hiding ByAmount { get; } = new("by amount", (random, amount) => random.NextDouble() < (amount > 100 ? 0.9 : 0.1));

    /// <summary>Returns the rows with the labels that are known.</summary>
    public Dataset Hide(Dataset rows)
    {
        var random = new Random(1);
        ReadOnlySpan<float> amounts = ((NumberColumn)rows["TX_AMOUNT"]).Values;
        float[] labels = new float[rows.RowCount];
        for (int row = 0; row < labels.Length; row++) labels[row] = rows.Labels[row] && IsLabelled(random, amounts[row]) ? 1 : 0;
        return new Dataset([.. rows.Columns.Select(column => column.Is(ColumnRoles.Label)
            ? new NumberColumn(column.Name, labels, ColumnRoles.Label) : column)], rows.Name, rows.TimestampUnit);
    }

    /// <summary>Returns all frauds of the rows, as an audit finds them, labelled with whether they are known.</summary>
    public Dataset Audit(Dataset rows)
    {
        Dataset known = Hide(rows);
        return known.Take([.. Enumerable.Range(0, rows.RowCount).Where(row => rows.Labels[row])]);
    }
}
