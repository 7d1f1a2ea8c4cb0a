using System.Globalization;
using FraudMl;
using FraudMl.Experiments;
using FraudMl.Tuning;
using Spectre.Console;

namespace CreditCard;

/// <summary>Prints what came out.</summary>
internal static class Results
{
    private static readonly Metric[] Shown =
    [
        Metrics.AveragePrecision, Metrics.RocAuc, Metrics.Accuracy, Metrics.Precision, Metrics.Recall, Metrics.F1, Metrics.Brier,
    ];

    public static void Show(ExperimentResult result)
    {
        AnsiConsole.Write(new Rule("[bold]Compare[/] (mean ± standard deviation over the folds)").LeftJustified());
        var table = new Table().AddColumn(new TableColumn("candidate").NoWrap());
        foreach (Metric metric in Shown) table.AddColumn(new TableColumn(metric.Name.Replace('_', '\n')).RightAligned());
        table.AddColumn(new TableColumn("fit\nseconds").RightAligned()).AddColumn(new TableColumn("score\nseconds").RightAligned());
        foreach (TrialCompleted trial in result.Trials.Where(trial => trial.Trial.Phase == TrialPhase.Compare))
        {
            table.AddRow([
                trial.Trial.Title,
                .. Shown.Select(metric => Text($"{trial.Report.Mean(metric):0.0000}\n±{trial.Report.StandardDeviation(metric):.0000}")),
                Text($"{trial.Report.FitSeconds:0.00}"),
                Text($"{trial.Report.ScoreSeconds:0.000}"),
            ]);
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"Winner after tuning: [bold]{result.BestTrial.Title}[/]");
        if (result.Verdict is { } verdict) Console.WriteLine(verdict);
        AnsiConsole.Write(new Rule("[bold]Test set[/] (the last 20 % of the time)").LeftJustified());
        Console.WriteLine(result.Evaluation);
        if (result.Best.Decision is { } decision)
            Console.WriteLine(Text(
                $"decision: review when probability × (amount + {Pipelines.ChargebackFee} chargeback fee) > {Pipelines.Review}; best single threshold on the training folds: {decision.Threshold:0.0000}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static void ShowWhereEverythingIs(string trackingUri, string outputFolder, string modelFolder, bool serves)
    {
        AnsiConsole.Write(new Rule("[bold]Where everything is[/]").LeftJustified());
        Console.WriteLine($"""
            store   {trackingUri}
            data    {Path.Combine(outputFolder, "report", "exploration", "profile.html")}
            report  {Path.Combine(outputFolder, "report", "comparison.html")}
            model   {modelFolder}

            mlflow ui --backend-store-uri {trackingUri}
            mlflow models serve -m {modelFolder} --port 5001
            curl {Deployment.ServingAddress}/invocations -H 'Content-Type: application/json' -d @{Path.Combine(modelFolder, "serving_input_example.json")}{(serves ? "" : "   # while this job runs with --serve")}
            """);
    }
}
