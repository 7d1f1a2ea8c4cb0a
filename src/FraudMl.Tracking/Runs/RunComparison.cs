using System.Globalization;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Compares what comes out of a run with what it logged.</summary>
internal static class RunComparison
{
    private const int MostRows = 10;

    public static IEnumerable<RunDifference> Of(MlflowRun run, CrossValidationReport report)
    {
        ILookup<string, double> logged = run.Data.Metrics.ToLookup(metric => metric.Key, metric => metric.Value);
        return
            from metric in RunMetrics.Of(report)
            let before = logged[metric.Name].Append(double.NaN).First()
            where !IsSame(before, metric.Value)
            select new RunDifference(metric.Name, before, metric.Value);
    }

    /// <summary>Returns how the scores differ from those of the model that the run logged; null where it logged none.</summary>
    public static async Task<IReadOnlyList<RunDifference>?> OfAsync(
        MlflowClient client, MlflowRun run, FraudModel model, Dataset data, CancellationToken cancellationToken)
    {
        if (ModelOf(run) is not { } uri) return null;
        LoadedFraudModel logged = await client.LoadFraudModelAsync(uri, cancellationToken).ConfigureAwait(false);
        (double[] before, double[] now) = (logged.Model.Score(data), model.Score(data));
        return
        [
            .. Enumerable.Range(0, now.Length).Where(row => !IsSame(before[row], now[row])).Take(MostRows)
                .Select(row => new RunDifference(string.Create(CultureInfo.InvariantCulture, $"score of row {row}"),
                    before[row], now[row])),
        ];
    }

    // On a server before MLflow 3 the model is among the files of its run.
    private static string? ModelOf(MlflowRun run) => run.Outputs.ModelOutputs is [var output, ..]
        ? $"models:/{output.ModelId}"
        : run.Data.Tags.Any(tag => tag.Key == "mlflow.log-model.history") ? $"runs:/{run.Info.RunId}/{LoggedFraudModel.RunFolder}" : null;

    // Stores know no infinity and write the largest number for it.
    private static bool IsSame(double logged, double now) =>
        logged.Equals(now) || (double.IsInfinity(now) && logged.Equals(double.IsPositive(now) ? double.MaxValue : double.MinValue));
}
