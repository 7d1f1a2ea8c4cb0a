namespace FraudMl.Reporting;

/// <summary>The comparison of all runs as a page and as a table.</summary>
internal static class ComparisonArtifacts
{
    public static IEnumerable<ArtifactProduced> Of(ExperimentEvent end, IReadOnlyList<TrialCompleted> trials, ExperimentNotes notes,
        ComparisonOptions options)
    {
        options = options with
        {
            Title = end.Experiment, Metric = notes.Metric, Test = notes.Winner?.Evaluation, TestData = notes.TestData,
            Model = notes.Winner?.Model, Pruned = notes.Pruned,
        };
        var table = ComparisonTable.Of(trials, options.Metric, options.Pruned);
        return
        [
            Artifact.Text(end, "comparison.html", "text/html", ComparisonPage.Of(table, options)),
            Artifact.Text(end, "comparison.csv", "text/csv", ComparisonCsv.Of(table)),
        ];
    }
}
