using System.Globalization;

namespace FraudMl;

/// <summary>The searches for leaks.</summary>
internal static class LeakGuard
{
    private const int FewestRowsPerText = 20;

    /// <summary>Windows that use labels too early, and features that are the label in disguise.</summary>
    public static IEnumerable<Leak> OfFeatures(Dataset data, LeakOptions options)
    {
        foreach (WindowFeature feature in data.Windows.SelectMany(entity => entity.Features))
        {
            if (feature.Function == WindowFunction.Risk && feature.Delay < options.LabelDelay)
                yield return new Leak(LeakKind.EarlyLabel, $"'{feature.Name}' uses labels after {feature.Delay}, and they are known "
                    + $"after {options.LabelDelay}. Use Delayed({options.LabelDelay}).", feature.Name);
        }

        if (data.FraudCount == 0 || data.FraudCount == data.RowCount) yield break;
        foreach (DataColumn column in data.Features)
        {
            if (ScoresOf(column, data.Labels) is not { } scores) continue;
            double auc = Metrics.RocAuc.Compute(new ScoredRows(data.Labels, scores, new() { Kind = ScoreKind.Margin }));
            if (Math.Max(auc, 1 - auc) <= options.LargestRocAuc) continue;
            string message = string.Create(CultureInfo.InvariantCulture,
                $"'{column.Name}' alone has a ROC-AUC of {auc:0.0000}. Make sure that it is known when the transaction is scored, or "
                + $"leave it out with schema.Ignore.");
            yield return new Leak(LeakKind.LabelInDisguise, message, column.Name);
        }
    }

    /// <summary>Rows, entities and labels that reach from one side to the other.</summary>
    public static IEnumerable<Leak> Between(Dataset train, Dataset validation, LeakOptions options, int? fold)
    {
        string[] windows = [.. train.Windows.SelectMany(entity => entity.Features).Select(feature => feature.Name)];
        var seen = new HashSet<UInt128>(RowHashes.Of(train, windows));
        int repeated = RowHashes.Of(validation, windows).Count(seen.Contains);
        if (repeated > 0)
            yield return new Leak(LeakKind.RepeatedRow, $"{repeated} of {validation.RowCount} validation rows stand among the training "
                + $"rows too. Remove duplicates before the split.", null, fold);

        foreach (string key in options.Entities)
        {
            HashSet<string> trained = [.. Texts(train, key)];
            int shared = Texts(validation, key).Count(trained.Contains);
            if (shared > 0)
                yield return new Leak(LeakKind.SharedEntity, $"{shared} entities of '{key}' are on both sides. Use "
                    + $"Folds.Grouped(\"{key}\") or SplitByEntity(\"{key}\", …).", key, fold);
        }

        if (options.LabelDelay == TimeSpan.Zero || validation.RowCount == 0) yield break;
        long known = Earliest(validation.Timestamps) - (options.LabelDelay.Ticks / TimeSpan.TicksPerMicrosecond);
        int early = CountAfter(train.Timestamps, known);
        if (early > 0)
            yield return new Leak(LeakKind.EarlyLabel,
                $"the labels of {early} of {train.RowCount} training rows are not known {options.LabelDelay} later, when validation "
                + $"begins. Use Folds.TimeOrdered with a Gap, or Folds.Prequential.", null, fold);
    }

    // A text's score is the fraud rate of its rows; where texts are almost as many as rows, that would say nothing.
    private static double[]? ScoresOf(DataColumn column, ReadOnlySpan<bool> labels)
    {
        if (column is NumberColumn numbers)
            return Array.ConvertAll(numbers.Values.ToArray(),
                value => (double)(float.IsFinite(value) ? value : float.IsPositiveInfinity(value) ? float.MaxValue : float.MinValue));
        if (column is not TextColumn texts || (long)texts.Dictionary.Count * FewestRowsPerText > texts.RowCount) return null;
        double[] frauds = new double[texts.Dictionary.Count + 1], rows = new double[texts.Dictionary.Count + 1];
        for (int row = 0; row < texts.RowCount; row++)
        {
            int place = Math.Max(-1, texts.Codes[row]) + 1;
            rows[place]++;
            frauds[place] += labels[row] ? 1 : 0;
        }

        return Array.ConvertAll(texts.Codes.ToArray(), code => frauds[Math.Max(-1, code) + 1] / rows[Math.Max(-1, code) + 1]);
    }

    private static IEnumerable<string> Texts(Dataset data, string key) => data[key] is TextColumn texts
        ? texts.Codes.ToArray().Where(code => code >= 0).Distinct().Select(code => texts.Dictionary.Texts[code])
        : throw new FraudMlException($"Column '{key}' names entities and must be text; it is {data[key].Kind}. Read it with "
            + $"schema.Key(\"{key}\").") { ColumnName = key };

    private static long Earliest(ReadOnlySpan<long> times)
    {
        long earliest = long.MaxValue;
        foreach (long time in times)
        {
            if (time != TimestampColumn.Missing) earliest = Math.Min(earliest, time);
        }

        return earliest;
    }

    private static int CountAfter(ReadOnlySpan<long> times, long limit)
    {
        int count = 0;
        foreach (long time in times) count += time > limit ? 1 : 0;
        return count;
    }
}
