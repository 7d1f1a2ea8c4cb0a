namespace FraudMl;

/// <summary>k folds along time: each validates on the next stretch and trains on everything before it, less a gap.</summary>
internal sealed class TimeOrderedFolds(int count, TimeSpan gap) : IFolds
{
    public string Name => gap == TimeSpan.Zero ? $"TimeOrdered({count})" : $"TimeOrdered({count}, gap {gap})";

    public IReadOnlyList<Fold> Split(FoldInput rows)
    {
        ReadOnlySpan<bool> labels = rows.Labels.Span;
        FoldRules.RequireBothClasses(labels, Name);
        int size = labels.Length / (count + 1);
        if (size == 0)
            throw new FraudMlException($"{Name} needs more than {count} rows, and {FoldRules.Numbers(labels)}. Ask for fewer folds, or bring more data.");
        Fold[] folds = Cut(FoldRules.RequireTimes(rows, Name), count, gap);
        FoldRules.RequireBothClasses(folds, labels, Name, "a fold is a stretch of time");
        return folds;
    }

    /// <summary>Cuts n rows into stretches of n / (k + 1) as scikit-learn's TimeSeriesSplit does; the first training part takes what is left over.</summary>
    public static Fold[] Cut(ReadOnlySpan<long> times, int count, TimeSpan gap)
    {
        int[] order = TimeOrder.Of(times);
        int size = order.Length / (count + 1);
        var folds = new Fold[count];
        for (int fold = 0; fold < count; fold++)
        {
            int start = order.Length - ((count - fold) * size);
            folds[fold] = new Fold(Ascending(order.AsSpan(0, TimeOrder.EndBefore(times, order, start, gap))), Ascending(order.AsSpan(start, size)));
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
