using System.Globalization;
using System.Text;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>The markdown that MLflow shows on the pages of an experiment and of its parent run.</summary>
internal static class ExperimentNote
{
    /// <summary>The tag that MLflow reads it from.</summary>
    public const string Tag = "mlflow.note.content";

    private const string PrimaryMetricTag = "mlflow.experiment.primaryMetric.name";
    private const string Ours = "_Written by FraudMl after each experiment; delete this line to keep the text as it is._";
    // Together with the longest names they stay below the 5,000 characters of an experiment's tag.
    private const int TrialCount = 10, MostName = 80, MostVerdict = 400;

    public static string Of(ExperimentStarted started, ExperimentCompleted completed, Evaluation? test, string? modelUri)
    {
        Metric metric = started.Metric;
        TrialCompleted[] best = [.. completed.Trials.OrderBy(trial => trial.Trial.Number)
            .Order(Comparer<TrialCompleted>.Create((a, b) => Compare(metric, a, b))).Take(TrialCount)];
        var note = new StringBuilder();
        Line(note, $"**Winner: {Name(completed.Best.Title)}**{OnTest(test, metric)}");
        if (TrialVerdict.Of(completed.Trials, completed.Best, metric) is { } verdict)
            Line(note, $"\n{Escaped(verdict.Length > MostVerdict ? verdict[..MostVerdict] : verdict)}");
        Line(note, $"");
        Line(note, $"| # | trial | {metric.Name} | ± | fit s |");
        Line(note, $"|---:|---|---:|---:|---:|");
        foreach (TrialCompleted trial in best)
            Line(note,
                $"| {trial.Trial.Number} | {Name(trial.Trial.Name)} | {trial.Report.Mean(metric):0.0000} | {trial.Report.StandardDeviation(metric):0.0000} | {trial.Report.FitSeconds:0.00} |");
        Line(note, $"");
        Line(note,
            $"{FormattableString.Invariant(Count(best.Length, completed.Trials.Count))} by {Name(started.Folds.Name)}; {started.Data.RowCount:#,0} rows, {started.Data.FraudCount:#,0} frauds; seed {started.Seed}.");
        Line(note, $"");
        if (modelUri is not null)
            note.Append("```csharp\nLoadedFraudModel loaded = await mlflow.LoadFraudModelAsync(\"").Append(modelUri)
                .Append("\");\n```\n\n```python\nmodel = mlflow.pyfunc.load_model(\"").Append(modelUri).Append("\")\n```\n\n");
        return note.Append(Ours).ToString();
    }

    /// <summary>Puts the note and the deciding metric on the experiment, unless somebody wrote a note of their own.</summary>
    public static async Task PinAsync(MlflowClient client, string experimentId, Metric metric, string note,
        CancellationToken cancellationToken)
    {
        MlflowExperiment experiment = (await client.Experiments.GetAsync(experimentId, cancellationToken).ConfigureAwait(false)).Experiment;
        string? old = experiment.Tags.FirstOrDefault(tag => tag.Key == Tag)?.Value;
        await SetAsync(PrimaryMetricTag, metric.Name).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(old) || old.Contains(Ours, StringComparison.Ordinal)) await SetAsync(Tag, note).ConfigureAwait(false);

        Task SetAsync(string key, string value) =>
            client.Experiments.SetTagAsync(new MlflowSetExperimentTag { ExperimentId = experimentId, Key = key, Value = value },
                cancellationToken);
    }

    private static int Compare(Metric metric, TrialCompleted a, TrialCompleted b)
    {
        (double x, double y) = (a.Report.Mean(metric), b.Report.Mean(metric));
        return metric.IsBetter(x, y) ? -1 : metric.IsBetter(y, x) ? 1 : 0;
    }

    private static string OnTest(Evaluation? test, Metric metric) =>
        test?.Values.FirstOrDefault(value => value.Name == metric.Name) is { } value
        ? string.Create(CultureInfo.InvariantCulture, $", {metric.Name} {value.Value:0.0000} on {test.RowCount:#,0} test rows")
        : "";

    private static FormattableString Count(int shown, int all) =>
        shown == all ? (FormattableString)$"{all} trials" : $"The best {shown} of {all} trials";

    // A name is text, never markdown.
    private static string Name(string name) => Escaped(name.Length > MostName ? name[..MostName] : name);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text)
            escaped.Append(char.IsControl(c) ? ' ' : c is '|' or '[' or ']' or '*' or '_' or '`' or '<' or '>' or '\\' or '#'
                ? $"\\{c}" : c.ToString());
        return escaped.ToString();
    }

    private static void Line(StringBuilder note, FormattableString line) =>
        note.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
