namespace FraudMl;

/// <summary>What every fold scheme asks of the data, and of the folds it has made.</summary>
internal static class FoldRules
{
    public static string Numbers(ReadOnlySpan<bool> labels) => $"there are {labels.Count(true)} frauds among {labels.Length} rows";

    public static void RequireBothClasses(ReadOnlySpan<bool> labels, string who)
    {
        int frauds = labels.Count(true);
        if (frauds == 0 || frauds == labels.Length)
            throw new FraudMlException($"{who} needs both classes, and {Numbers(labels)}. Check the label column, or bring rows of the "
                + $"other class.");
    }

    /// <summary>Throws when a fold could not be trained or measured on, with the numbers of that fold and of the whole.</summary>
    public static void RequireBothClasses(IReadOnlyList<Fold> folds, ReadOnlySpan<bool> labels, string who, string why)
    {
        for (int fold = 0; fold < folds.Count; fold++)
        {
            Require(folds[fold].TrainingRows, "training", fold, labels, who, why);
            Require(folds[fold].ValidationRows, "validation", fold, labels, who, why);
        }
    }

    /// <summary>Throws when rows held back, or those left to train on, lack a class.</summary>
    public static void RequireBothClasses(Fold held, ReadOnlySpan<bool> labels, string who)
    {
        foreach ((int[] rows, string side) in new[] { (held.ValidationRows, "held back"), (held.TrainingRows, "left to train on") })
        {
            int frauds = FraudCount(rows, labels);
            if (frauds > 0 && frauds < rows.Length) continue;
            throw new FraudMlException(
                $"{who}: the rows {side} for early stopping need both classes and hold {frauds} frauds among {rows.Length} rows; in "
                + $"all {Numbers(labels)}. Change ValidationShare, bring more data, or do without early stopping.");
        }
    }

    public static ReadOnlySpan<long> RequireTimes(FoldInput rows, string who)
    {
        if (rows.Timestamps.Length != rows.Labels.Length)
            throw new FraudMlException($"{who} needs the time of every row. Name the column with schema.Timestamp(\"…\").");
        int missing = rows.Timestamps.Span.Count(TimestampColumn.Missing);
        return missing == 0
            ? rows.Timestamps.Span
            : throw new FraudMlException($"{who} needs the time of every row, and {missing} of {rows.Labels.Length} rows have none. Fill "
                + $"them in or leave those rows out.");
    }

    /// <summary>Returns k folds where each row is validated on in its fold and trained on in the others.</summary>
    public static Fold[] Of(int[] foldOf, int count) =>
        [.. Enumerable.Range(0, count).Select(fold => new Fold(RowsWhere(foldOf, of => of != fold), RowsWhere(foldOf, of => of == fold)))];

    private static int[] RowsWhere(int[] foldOf, Func<int, bool> belongs) =>
        [.. Enumerable.Range(0, foldOf.Length).Where(row => belongs(foldOf[row]))];

    private static void Require(int[] rows, string side, int fold, ReadOnlySpan<bool> labels, string who, string why)
    {
        int frauds = FraudCount(rows, labels);
        if (frauds > 0 && frauds < rows.Length) return;
        throw new FraudMlException(
            $"{who}: the {side} rows of fold {fold + 1} need both classes and hold {frauds} frauds among {rows.Length} rows; in "
            + $"all {Numbers(labels)}, and {why}. Ask for fewer folds, or bring more data.");
    }

    private static int FraudCount(int[] rows, ReadOnlySpan<bool> labels)
    {
        int frauds = 0;
        foreach (int row in rows) frauds += labels[row] ? 1 : 0;
        return frauds;
    }
}
