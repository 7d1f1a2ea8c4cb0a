using FraudMl.Mlflow;

namespace FraudMl.Tool.Runs;

/// <summary>Two runs side by side.</summary>
internal sealed record RunComparison(string Run, string Other, IReadOnlyList<ComparedMetric> Metrics, IReadOnlyList<ComparedText> Params,
    IReadOnlyList<ComparedText> Tags)
{
    private const string FoldPrefix = "fold_";

    public static async Task<RunComparison> OfAsync(MlflowClient client, string run, string other, CancellationToken cancellationToken)
    {
        MlflowRun a = (await client.Runs.GetAsync(run, cancellationToken)).Run;
        MlflowRun b = (await client.Runs.GetAsync(other, cancellationToken)).Run;
        Dictionary<string, double> valuesOfA = Values(a), valuesOfB = Values(b);
        var metrics = new List<ComparedMetric>();
        foreach (string name in valuesOfA.Keys.Union(valuesOfB.Keys).Where(name => !name.StartsWith(FoldPrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            string folds = FoldPrefix + name;
            CorrectedTTest? paired = valuesOfA.ContainsKey(folds) && valuesOfB.ContainsKey(folds)
                ? PairedFolds.Compare(await FoldsAsync(client, run, folds, cancellationToken),
                    await FoldsAsync(client, other, folds, cancellationToken))
                : null;
            metrics.Add(new ComparedMetric(name, Find(valuesOfA, name), Find(valuesOfB, name)) { Paired = paired });
        }

        return new RunComparison(run, other, metrics,
            Texts(a.Data.Params.Select(one => (one.Key, one.Value)), b.Data.Params.Select(one => (one.Key, one.Value))),
            Texts(TagsOf(a), TagsOf(b)));
    }

    private static Dictionary<string, double> Values(MlflowRun run) =>
        run.Data.Metrics.GroupBy(metric => metric.Key).ToDictionary(group => group.Key, group => group.Last().Value);

    private static double? Find(Dictionary<string, double> values, string name) =>
        values.TryGetValue(name, out double value) ? value : null;

    private static async Task<Dictionary<long, double>> FoldsAsync(
        MlflowClient client, string run, string metric, CancellationToken cancellationToken)
    {
        var folds = new Dictionary<long, double>();
        await foreach (MlflowMetric fold in client.Runs.GetMetricHistoryAllAsync(run, metric, cancellationToken))
            folds[fold.Step] = fold.Value;
        return folds;
    }

    // MLflow keeps notes of its own among the tags, such as the whole history of logged models.
    private static IEnumerable<(string Name, string Value)> TagsOf(MlflowRun run) => run.Data.Tags
        .Where(tag => !tag.Key.StartsWith("mlflow.log-model", StringComparison.Ordinal)).Select(tag => (tag.Key, tag.Value));

    private static ComparedText[] Texts(IEnumerable<(string Name, string Value)> a, IEnumerable<(string Name, string Value)> b)
    {
        ILookup<string, string> ofA = a.ToLookup(one => one.Name, one => one.Value), ofB = b.ToLookup(one => one.Name, one => one.Value);
        return [.. ofA.Select(one => one.Key).Union(ofB.Select(one => one.Key)).Order(StringComparer.Ordinal)
            .Select(name => new ComparedText(name, ofA[name].FirstOrDefault(), ofB[name].FirstOrDefault()))];
    }
}

/// <summary>A metric of two runs; null where one has not logged it.</summary>
internal sealed record ComparedMetric(string Name, double? Run, double? Other)
{
    public double? Difference => Other - Run;

    /// <summary>The test over pairs of folds; null where the runs did not log the same folds.</summary>
    public CorrectedTTest? Paired { get; init; }
}

/// <summary>A parameter or tag of two runs; null where one has none.</summary>
internal sealed record ComparedText(string Name, string? Run, string? Other)
{
    public bool IsSame => Run == Other;
}
