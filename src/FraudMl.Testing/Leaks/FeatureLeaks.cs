namespace FraudMl.Testing;

/// <summary>Finds features that know what they can't know when a transaction is scored. They are computed by a function over a whole
/// dataset, such as windows, joins and loops of your own; the same function runs again over rows that were changed.</summary>
public static class FeatureLeaks
{
    private const int CutCount = 5, LabelCount = 25;

    /// <summary>Requires that a row's features stay as they are when all later rows are left out.</summary>
    /// <param name="features">Computes the features; it keeps the rows and their order.</param>
    /// <param name="data">Rows with timestamps, at least 20.</param>
    /// <exception cref="ContractException">Thrown with the column that knows the future.</exception>
    public static void KnowNoFuture(Func<Dataset, Dataset> features, Dataset data)
    {
        Dataset whole = Computed(features, data);
        long[] times = data.Timestamps.ToArray();
        long[] sorted = [.. times.Order()];
        for (int cut = 1; cut <= CutCount; cut++)
        {
            long last = sorted[sorted.Length * cut / (CutCount + 1)];
            int[] past = [.. Enumerable.Range(0, data.RowCount).Where(row => times[row] <= last)];
            RequireSame(whole, past, Computed(features, data.Take(past)), [.. Enumerable.Range(0, past.Length)],
                "knows the future: it is another one where later rows are left out");
        }
    }

    /// <summary>Requires that a row's features stay as they are when its own label is the other one.</summary>
    /// <remarks>Labels of other rows may go into features, as shares of past frauds do; those of later rows are found by
    /// <see cref="KnowNoFuture"/>.</remarks>
    /// <param name="features">Computes the features; it keeps the rows and their order.</param>
    /// <param name="data">Rows with labels in a number column.</param>
    /// <param name="seed">Which rows are tried. Default 7.</param>
    /// <exception cref="ContractException">Thrown with the column that knows the label.</exception>
    public static void KnowNoLabel(Func<Dataset, Dataset> features, Dataset data, int seed = 7)
    {
        Dataset whole = Computed(features, data);
        int[] rows = [.. Enumerable.Range(0, data.RowCount)];
        new Random(seed).Shuffle(rows);
        int[] frauds = [.. rows.Where(row => data.Labels[row]).Take(LabelCount)];
        foreach (int row in rows.Where(row => !data.Labels[row]).Take(LabelCount).Concat(frauds))
        {
            RequireSame(whole, [row], Computed(features, WithOtherLabel(data, row)), [row],
                "knows the label: it is another one where the row's own label is");
        }
    }

    /// <summary>Requires that features of training rows stay as they are when the validation rows of a fold are others: what is learned
    /// from data belongs into a step, which is fitted inside the fold.</summary>
    /// <param name="features">Computes the features; it keeps the rows and their order.</param>
    /// <param name="data">The rows.</param>
    /// <param name="folds">The folds that will be used.</param>
    /// <exception cref="ContractException">Thrown with the column that was fitted outside of the fold.</exception>
    public static void AreFittedInsideFolds(Func<Dataset, Dataset> features, Dataset data, IFolds folds)
    {
        Dataset whole = Computed(features, data);
        foreach (Fold fold in folds.Split(FoldInput.Of(data)))
        {
            HashSet<int> held = [.. fold.ValidationRows];
            // Doubled numbers move every mean, bound and quantile, and leave a valid row.
            RequireSame(whole, fold.TrainingRows, Computed(features, WithDoubled(data, held)), fold.TrainingRows,
                "is fitted outside of the folds: it is another one where validation rows are");
        }
    }

    private static Dataset Computed(Func<Dataset, Dataset> features, Dataset data)
    {
        Dataset computed = features(data);
        return computed.RowCount == data.RowCount ? computed : throw new ContractException("the features",
            [$"the rows must stay as they are: of {data.RowCount} rows {computed.RowCount} came back"]);
    }

    private static Dataset WithOtherLabel(Dataset data, int changed) => Changed(data, column => column.Is(ColumnRoles.Label)
        && column is NumberColumn labels
        ? new NumberColumn(column.Name, [.. labels.Values.ToArray().Select((label, row) => row == changed ? 1 - label : label)],
            column.Roles)
        : column);

    private static Dataset WithDoubled(Dataset data, HashSet<int> rows) => Changed(data, column => !column.Is(ColumnRoles.Label)
        && column is NumberColumn numbers
        ? new NumberColumn(column.Name, [.. numbers.Values.ToArray().Select((value, row) => rows.Contains(row) ? 2 * value + 1 : value)],
            column.Roles)
        : column);

    private static Dataset Changed(Dataset data, Func<DataColumn, DataColumn> change) =>
        new([.. data.Columns.Select(change)], data.Name, data.TimestampUnit);

    private static void RequireSame(Dataset expected, int[] rows, Dataset found, int[] at, string problem)
    {
        foreach (DataColumn column in expected.Columns.Where(column => column.Is(ColumnRoles.Feature) && !column.Is(ColumnRoles.Label)))
        {
            for (int i = 0; i < rows.Length; i++)
            {
                if (Equals(Cell(column, rows[i]), Cell(found[column.Name], at[i]))) continue;
                throw new ContractException($"Feature '{column.Name}'", [$"it {problem} (row {rows[i]})."]);
            }
        }
    }

    private static object? Cell(DataColumn column, int row) => column switch
    {
        NumberColumn numbers => numbers.Values[row],
        TextColumn texts => texts.Codes[row] < 0 ? null : texts.Dictionary.Texts[texts.Codes[row]],
        _ => ((TimestampColumn)column).Values[row],
    };
}
