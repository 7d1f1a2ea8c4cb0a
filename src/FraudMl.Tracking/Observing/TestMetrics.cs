using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>The test evaluation as metrics: ours as <c>test_…</c>, and those that MLflow's own evaluation of a binary classifier
/// logs, under its names.</summary>
internal static class TestMetrics
{
    public static void Log(MlflowActiveRun run, Evaluation evaluation, string? modelId, MlflowDataset? dataset)
    {
        // Servers before MLflow 3 know no models, and a dataset says something of a metric only together with its model.
        MlflowDataset? linked = modelId is null ? null : dataset;
        foreach (EvaluatedMetric metric in evaluation.Values)
            run.LogDefined($"test_{metric.Name}", metric.Value, modelId: modelId, dataset: linked);
        foreach ((string name, double value) in OfMlflow(evaluation)) run.LogDefined(name, value, modelId: modelId, dataset: linked);
    }

    private static IEnumerable<(string Name, double Value)> OfMlflow(Evaluation evaluation)
    {
        ConfusionMatrix confusion = evaluation.Confusion;
        yield return ("example_count", evaluation.RowCount);
        yield return ("true_negatives", confusion.TrueNegatives);
        yield return ("false_positives", confusion.FalsePositives);
        yield return ("false_negatives", confusion.FalseNegatives);
        yield return ("true_positives", confusion.TruePositives);
        foreach ((string name, Metric metric) in Named)
        {
            if (evaluation.Values.FirstOrDefault(value => value.Name == metric.Name) is { } found) yield return (name, found.Value);
        }
    }

    private static IEnumerable<(string Name, Metric Metric)> Named =>
    [
        ("accuracy_score", Metrics.Accuracy), ("recall_score", Metrics.Recall), ("precision_score", Metrics.Precision),
        ("f1_score", Metrics.F1),
        ("log_loss", Metrics.LogLoss), ("roc_auc", Metrics.RocAuc), ("precision_recall_auc", Metrics.AveragePrecision),
        ("score", Metrics.Accuracy),
    ];
}
