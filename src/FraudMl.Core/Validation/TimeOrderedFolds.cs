namespace FraudMl;

/// <summary>k folds along time: each validates on the next stretch and trains on everything before it, less a gap.</summary>
[DefinedAs("Folds.TimeOrdered")]
internal sealed class TimeOrderedFolds(TimeOrderedOptions options) : IFolds
{
    public string Name => options.Gap == TimeSpan.Zero ? $"TimeOrdered({options.Count})"
        : $"TimeOrdered({options.Count}, gap {options.Gap})";

    public ValidatedOptions Options => options;

    public IFolds With(ValidatedOptions other) => new TimeOrderedFolds(other.As<TimeOrderedOptions>(Name));

    public override string ToString() => Name;

    public IReadOnlyList<Fold> Split(FoldInput rows)
    {
        ReadOnlySpan<bool> labels = rows.Labels.Span;
        FoldRules.RequireBothClasses(labels, Name);
        long least = options.ValidationRowCount is { } size ? (long)options.Count * size : options.Count;
        if (labels.Length <= least)
            throw new FraudMlException($"{Name} needs more than {least} rows, and {FoldRules.Numbers(labels)}. Ask for fewer folds, or "
                + $"bring more data.");
        Fold[] folds = Cut(FoldRules.RequireTimes(rows, Name), options.Count, options);
        FoldRules.RequireBothClasses(folds, labels, Name, "a fold is a stretch of time");
        return folds;
    }

    public Fold HoldOut(FoldInput rows, double share, int seed)
    {
        ReadOnlySpan<long> times = FoldRules.RequireTimes(rows, Name);
        int[] order = TimeOrder.Of(times);
        int start = order.Length - FraudMl.HoldOut.TestCount(share, order.Length), end = TimeOrder.EndBefore(times, order, start,
            options.Gap);
        var held = new Fold(Ascending(order.AsSpan(0, end)), Ascending(order.AsSpan(start)));
        FoldRules.RequireBothClasses(held, rows.Labels.Span, Name);
        return held;
    }

    /// <summary>Cuts rows into stretches as scikit-learn's TimeSeriesSplit does; the first training part takes what is left over.</summary>
    public static Fold[] Cut(ReadOnlySpan<long> times, int count, TimeOrderedOptions options)
    {
        int[] order = TimeOrder.Of(times);
        int size = options.ValidationRowCount ?? order.Length / (count + 1);
        var folds = new Fold[count];
        for (int fold = 0; fold < count; fold++)
        {
            int start = order.Length - ((count - fold) * size);
            int end = TimeOrder.EndBefore(times, order, start, options.Gap);
            int first = Math.Max(0, end - (options.MaximumTrainingRowCount ?? end));
            folds[fold] = new Fold(Ascending(order.AsSpan(first..end)), Ascending(order.AsSpan(start, size)));
        }

        return folds;
    }

    private static int[] Ascending(ReadOnlySpan<int> rows)
    {
        int[] ascending = rows.ToArray();
        Array.Sort(ascending);
        return ascending;
    }
}
