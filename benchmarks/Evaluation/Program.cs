using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;

// Seconds of every metric on 10 million scores, and of 2,000 bootstrap draws for 12 metrics on as many rows as the full ULB set has.
var figures = new Figures(BenchmarkArguments.Parse(args, "").Json);
Metric[] twelve =
[
    Metrics.AveragePrecision, Metrics.RocAuc, Metrics.KsStatistic, Metrics.F1, Metrics.Mcc, Metrics.BalancedAccuracy, Metrics.GMean,
    Metrics.CohenKappa, Metrics.Brier, Metrics.LogLoss, Metrics.ExpectedCalibrationError, Metrics.RecallAtFpr(0.01),
];

Measure("10 M scores, all metrics", 10_000_000, 17_300, 3, rows =>
{
    foreach (Metric metric in Metrics.All) metric.Compute(rows);
});
Measure("10 M scores, whole evaluation without intervals", 10_000_000, 17_300, 1, rows => Evaluation.Of(rows, new() { DrawCount = 0 }));
Measure("2,000 draws, 12 metrics, 284,807 rows", 284_807, 492, 3,
    rows => Evaluation.Of(rows, new() { DrawCount = 2_000, IntervalMetrics = twelve }));
figures.Save();

void Measure(string name, int rowCount, int fraudCount, int times, Action<ScoredRows> use)
{
    var random = new Random(1);
    var labels = new bool[rowCount];
    var scores = new double[rowCount];
    for (int row = 0; row < rowCount; row++)
    {
        labels[row] = random.Next(rowCount) < fraudCount;
        scores[row] = 1 / (1 + Math.Exp(7 - (labels[row] ? 6 : 0) - 2 * Math.Log(random.NextDouble() / random.NextDouble())));
    }

    double best = double.MaxValue;
    for (int i = 0; i < times; i++)
    {
        long start = Stopwatch.GetTimestamp();
        use(new ScoredRows(labels, scores));
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    figures.Add(name, best, "s");
}
