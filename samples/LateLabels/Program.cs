using System.Globalization;
using FraudMl;
using FraudMl.Evaluations;
using LateLabels;

// Frauds are reported days after they happen. What that does to training and to measuring, and what to do instead.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
TimeSpan[] windows = [TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(28)];
Dataset data = SyntheticTransactions.Payments(new() { CustomerCount = 400, TerminalCount = 400, DayCount = 120 })
    .WithWindows(Velocity.Per("CUSTOMER_ID").Over(windows).Count().Mean("TX_AMOUNT").RatioToMean("TX_AMOUNT"));
var reports = new Reports(data, seed: 1);
DateTime today = new(2026, 4, 1);
TimeSpan maturity = TimeSpan.FromDays(28);

FraudPipeline pipeline = new FraudPipelineBuilder()
    .Calendar("TX_DATETIME", new() { Parts = CalendarParts.Night | CalendarParts.Weekend })
    .OneHot("CATEGORY").OneHot("ENTRY").Drop("TERMINAL_ID")
    .Train(Trainers.LightGbm())
    .Calibrate(Calibrators.Platt())
    .Build();

Console.WriteLine("1. What is known today of the frauds of each week\n   week before today   frauds   known");
for (int week = 1; week <= 6; week++)
{
    (DateTime from, DateTime to) = (today.AddDays(-7 * week), today.AddDays(-7 * (week - 1)));
    int frauds = reports.Truth(from, to).FraudCount, known = reports.KnownAt(today, from, to).FraudCount;
    Console.WriteLine($"   {week,17}   {frauds,6}   {known,5} ({(double)known / frauds:P0})");
}

Console.WriteLine("\n2. Trained today, scored on the next two weeks\n"
    + "   trained on                               frauds   average precision   frauds expected / frauds");
Dataset next = reports.Truth(today, today.AddDays(14)), all = reports.KnownAt(today);
Dataset matured = reports.KnownAt(today, DateTime.MinValue, today - maturity);
FraudPipeline corrected = pipeline.WithoutCalibrator().With(Trainers.PositiveUnlabelled(Trainers.LightGbm()));
Show("all rows, unreported as legitimate", pipeline, all);
Show("all rows, positive and unlabelled", corrected, all);
Show("rows older than 28 days", pipeline, matured);
Show("all rows with labels of the future", pipeline, reports.Truth(DateTime.MinValue, today));

Console.WriteLine("\n3. The last model but one, measured on two weeks of payments\n   labels known                 average precision");
FraudModel served = pipeline.Fit(reports.KnownAt(today.AddDays(-14), DateTime.MinValue, today.AddDays(-14) - maturity));
foreach (int days in new[] { 0, 7, 28, 90 })
{
    Dataset asKnown = reports.KnownAt(today.AddDays(days), today.AddDays(-14), today);
    Console.WriteLine($"   {days,2} days after the last one     {served.Evaluate(asKnown)[Metrics.AveragePrecision]:0.000}");
}

Console.WriteLine("\n4. Validated as production will work: trained on four weeks, 28 days of delay, the next week");
IFolds weeks = Folds.Prequential(4, new()
{
    Training = TimeSpan.FromDays(28), LabelDelay = maturity, Validation = TimeSpan.FromDays(7),
});
CrossValidationReport report = pipeline.CrossValidate(data, weeks);
(double mean, double deviation) = (report.Mean(Metrics.AveragePrecision), report.StandardDeviation(Metrics.AveragePrecision));
Console.WriteLine($"   average precision {mean:0.000} ± {deviation:0.000}");

void Show(string name, FraudPipeline how, Dataset rows)
{
    FraudModel model = how.Fit(rows);
    Evaluation evaluation = model.Evaluate(next);
    Console.WriteLine($"   {name,-38}   {rows.FraudCount,6}   {evaluation[Metrics.AveragePrecision],17:0.000}   "
        + $"{model.Score(next).Sum() / next.FraudCount,24:0.00}");
}
