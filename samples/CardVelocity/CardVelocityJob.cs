using System.Diagnostics;
using FraudMl;
using FraudMl.Data;
using FraudMl.Profiling;
using FraudMl.Reporting;
using FraudMl.Validation;
using Spectre.Console;

namespace CardVelocity;

/// <summary>The whole job: windows, exploration, leaks, prequential folds, a model and what it is worth on the last
/// fifth of the events.</summary>
internal sealed class CardVelocityJob(string[] dataFiles, string outputFolder, int seed)
{
    public void Run(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(outputFolder);
        (Dataset raw, Layout layout) = Timed("Read", () => Transactions.Load(dataFiles, seed));
        Dataset data = Timed("Windows, before any split", () => raw.WithWindows(layout.Windows));
        AnsiConsole.MarkupLineInterpolated(
            $"{data.RowCount:N0} transactions, {data.FraudCount:N0} frauds, {data.Columns.Count - raw.Columns.Count} velocity features");
        cancellationToken.ThrowIfCancellationRequested();
        Timed("Explore", () => Explore(data));
        cancellationToken.ThrowIfCancellationRequested();
        Console.WriteLine(Timed("Leaks", () => data.LeaksIn(layout.Folds, new() { LabelDelay = layout.Days.LabelDelay })));

        FraudPipeline best = Timed($"Validate: {layout.Folds.Name}", () => Compare(layout, data, cancellationToken));
        (Dataset train, Dataset test) = data.SplitByTime(testShare: 0.2, gap: layout.Days.LabelDelay);
        FraudModel model = Timed($"Fit {best.Name}",
            () => best.Fit(train, new() { Seed = seed, InnerFolds = layout.Folds }, cancellationToken: cancellationToken));
        Console.WriteLine(Timed("Evaluate on the last fifth", () => model.Evaluate(test)));
        Write(model);
        Timed("Score the file as it would come tomorrow", () => ScoreFile(raw, model, cancellationToken));
    }

    private DatasetProfile Explore(Dataset data)
    {
        DatasetProfile profile = data.Profile();
        File.WriteAllText(Path.Combine(outputFolder, "profile.html"), Report.Profile(profile));
        Console.WriteLine(profile);
        return profile;
    }

    private FraudPipeline Compare(Layout layout, Dataset data, CancellationToken cancellationToken)
    {
        FraudPipeline? best = null;
        double bestPrecision = -1;
        foreach (FraudPipeline pipeline in Pipelines.Candidates(layout, data))
        {
            CrossValidationReport report = pipeline.CrossValidate(
                data, layout.Folds, options: new() { Seed = seed, InnerFolds = layout.Folds },
                progress: progress => Show(pipeline.Name, progress), cancellationToken: cancellationToken);
            Console.WriteLine(report);
            if (report.Mean(Metrics.AveragePrecision) <= bestPrecision) continue;
            (best, bestPrecision) = (pipeline, report.Mean(Metrics.AveragePrecision));
        }

        return best!;
    }

    private static TrialDirective Show(string pipeline, FitProgress progress)
    {
        if (progress.Result is { } fold)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{pipeline}, fold {fold.Fold + 1}: average precision {fold[Metrics.AveragePrecision]:0.000} on {fold.ValidationRowCount} rows after {fold.TrainingRowCount} ({fold.FitSeconds:0.0} s)"));
        }

        return TrialDirective.Continue;
    }

    private void Write(FraudModel model)
    {
        model.Save(Path.Combine(outputFolder, "model.fraudml"));
        File.WriteAllBytes(Path.Combine(outputFolder, "model.onnx"), model.ToOnnx());
        AnsiConsole.MarkupLineInterpolated(
            $"Written to {outputFolder}: profile.html, model.fraudml with its {model.Windows.Sum(entity => entity.Features.Count)} window definitions, model.onnx");
    }

    // Raw transactions in the order of time go in; the model knows their schema and computes its windows as they come.
    private ScoredFile ScoreFile(Dataset raw, FraudModel model, CancellationToken cancellationToken)
    {
        string file = dataFiles is [var only] ? only : Path.Combine(outputFolder, "transactions.csv");
        string scored = Path.Combine(outputFolder, "scored.csv.gz");
        if (dataFiles.Length != 1) raw.WriteCsv(file);
        ScoredFile result = model.ScoreFile(file, scored, cancellationToken: cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"{result.RowCount:N0} transactions with their scores in {scored}");
        return result;
    }

    private static T Timed<T>(string name, Func<T> work)
    {
        AnsiConsole.Write(new Rule($"[bold]{Markup.Escape(name)}[/]").LeftJustified());
        long start = Stopwatch.GetTimestamp();
        T result = work();
        Console.WriteLine(FormattableString.Invariant($"({Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s)"));
        return result;
    }
}
