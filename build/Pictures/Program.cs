using FraudMl;
using FraudMl.Mlflow;
using FraudMl.Pictures;
using FraudMl.Reporting;
using FraudMl.Tracking;

// The run of docs/tutorial.md, and a picture of each page and chart that comes of it. Argument: the folder of the pictures.
string pictures = Path.GetFullPath(args[0]);
using var work = new WorkFolder();
var browser = new Browser(pictures);

Dataset payments = SyntheticTransactions.Payments();
File.WriteAllText(work.PathOf("profile.html"), Report.Profile(payments.Profile()));
await browser.ShootAsync("profile", $"file://{work.PathOf("profile.html")}", height: 620);

Dataset history = payments.WithWindows(
    Velocity.Per("CUSTOMER_ID").Over(TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7))
        .Count().Mean("TX_AMOUNT").RatioToMean("TX_AMOUNT"),
    Velocity.Per("TERMINAL_ID").Over(TimeSpan.FromDays(1), TimeSpan.FromDays(7)).Delayed(TimeSpan.FromDays(7)).Count().Risk());
(Dataset past, Dataset latest) = history.SplitByTime(testShare: 0.02);
(Dataset train, Dataset test) = past.SplitByTime(testShare: 0.2, gap: TimeSpan.FromDays(7));
FraudPipeline pipeline = new FraudPipelineBuilder()
    .Calendar("TX_DATETIME", new() { Parts = CalendarParts.Hour | CalendarParts.Night })
    .Derive("LogAmount", row => MathF.Log(1 + row["TX_AMOUNT"]))
    .OneHot(Columns.Of("CATEGORY", "ENTRY"), new() { Unknown = UnknownCategory.Ignore })
    .Drop("TERMINAL_ID")
    .Train(Trainers.LightGbm())
    .Calibrate(Calibrators.Platt())
    .DecideBy(Costs.PerTransaction(missedFraud: row => row["TX_AMOUNT"] + 15, review: 5))
    .Build();

using MlflowClient mlflow = MlflowClient.Connect(new() { TrackingUri = work.Store });
ExperimentResult result = await new Experiment("payments")
    .Compare(pipeline, pipeline.With(Resamplers.ClassWeights()), pipeline.With(Resamplers.RandomUnder(new() { TargetRatio = 0.1 })))
    .ValidateBy(Folds.TimeOrdered(3))
    .Optimize(Metrics.AveragePrecision, Budget.OfTrials(30))
    .EvaluateOn(test)
    .Render(new ReportRenderer())
    .SavedTo(work.PathOf("report"))
    .Observe(new MlflowObserver(mlflow))
    .RunAsync(train);
Console.WriteLine(result);

string comparison = $"file://{work.PathOf("report", "comparison.html")}";
await browser.ShootAsync("comparison", comparison, height: 640);
foreach ((string name, string chart) in new[]
{
    ("precision-recall", "precision_recall_curve_plot"), ("calibration", "calibration_curve_plot"), ("costs", "threshold_costs"),
})
    File.Copy(work.PathOf("report", "test", $"{chart}.png"), Path.Combine(pictures, $"{name}.png"), overwrite: true);
FraudMl.Tuning.StudyHistory tuned = result.Histories[^1];
File.WriteAllBytes(Path.Combine(pictures, "tuning.png"), StudyCharts.History(tuned));
File.WriteAllBytes(Path.Combine(pictures, "importances.png"), StudyCharts.Importances(tuned.Importances()));

await mlflow.RegisterAsync(result.Best, "payments", alias: "champion");
using (var store = DurableVelocityStore.Open(work.PathOf("velocity"), result.Best.Windows)) store.Fill(past, "TRANSACTION_ID");
latest.WriteCsv(work.PathOf("latest.csv"));
await using Endpoint endpoint = await Endpoint.StartAsync(work);
await endpoint.SendAsync(work.PathOf("latest.csv"));
await browser.ShootAsync("console", $"{endpoint.Address}/console", height: 850);
