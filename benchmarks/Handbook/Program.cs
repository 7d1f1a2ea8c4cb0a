using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;
using Handbook;

// The Fraud Detection Handbook's protocol on its 1,754,155 simulated transactions: twelve velocity features, one week of training, one of
// label delay, one of test, then the four prequential weeks. Published figures stand beside ours; the same in Python runs with --peer.
// --verbs: only what the verbs cost. --worth: only whether resampling pays, over the four weeks.
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "handbook_transactions.csv.gz");
if (arguments.Data is null)
{
    Console.WriteLine("Handbook needs handbook_transactions.csv.gz: name it with --data FILE.");
    return 1;
}

var figures = new Figures(arguments.Json);
PeerFigures? peer = args.Contains("--peer") ? PeerFigures.Run(arguments) : null;
Dataset raw = Transactions.Read(arguments.Data);
if (args.Contains("--verbs"))
{
    VerbFigures.Add(figures, raw);
    figures.Save();
    return 0;
}

TimeSpan processor = Environment.CpuUsage.TotalTime;
long start = Stopwatch.GetTimestamp();
Dataset data = raw.WithWindows(Transactions.Windows);
figures.Add("twelve window features", Stopwatch.GetElapsedTime(start).TotalSeconds, "s", peer?.FeatureSeconds);
figures.Add("twelve window features: processor time", (Environment.CpuUsage.TotalTime - processor).TotalSeconds, "s");
figures.Add("memory of the whole process at most", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB");
start = Stopwatch.GetTimestamp();
raw.WithWindows(Transactions.Windows);
figures.Add("twelve window features, second call", Stopwatch.GetElapsedTime(start).TotalSeconds, "s", peer?.FeatureSeconds);
Store();

FraudPipeline logistic = Steps().Train(Trainers.LogisticRegression()).Build();
if (args.Contains("--worth"))
{
    IsItWorthIt("logistic regression", Trainers.LogisticRegression());
    IsItWorthIt("LightGBM", Trainers.LightGbm());
    return 0;
}

Measure("logistic regression", logistic, "LR", 0.871, 0.606, 0.291);
Measure("random forest (FastForest)", logistic.With(Trainers.FastForest()), "RF", 0.867, 0.658, 0.287);
Measure("LightGBM, our defaults", logistic.With(Trainers.LightGbm()));
try
{
    // XGBoost 1.7 tries every value of so few rows, and starts from a probability of 0.5.
    XGBoostOptions defaults = new() { LearningRate = 0.3, MinimumHessianPerLeaf = 1, MaximumBinCount = 65_535, StartProbability = 0.5 };
    FraudPipeline small = logistic.With(Trainers.XGBoost(defaults with { TreeCount = 50, MaximumDepth = 3 }));
    Measure("XGBoost, our defaults", logistic.With(Trainers.XGBoost()));
    Measure("XGBoost, the peer's defaults", logistic.With(Trainers.XGBoost(defaults)), "XGB", 0.862, 0.639, 0.273);
    Measure("XGBoost, 50 trees of depth 3", small, "XGB 50/3/.3", 0.880, 0.670, 0.293);
    Undersampled(small);
}
catch (MissingNativeLibraryException missing)
{
    Console.WriteLine($"({missing.Message})");
}

Measure("random forest (LightGBM)", logistic.With(Trainers.RandomForest()), "RF", 0.867, 0.658, 0.287);
figures.Save();
return 0;

static FraudPipelineBuilder Steps() => new FraudPipelineBuilder()
    .Calendar("TX_DATETIME", new() { Parts = CalendarParts.Weekend | CalendarParts.Night })
    .Standardize(Columns.Numbers);

void Measure(string name, FraudPipeline pipeline, string? peerName = null, double? rocAuc = null, double? averagePrecision = null,
    double? cardPrecision = null)
{
    var weeks = new List<(double RocAuc, double AveragePrecision, double CardPrecision)>();
    foreach (Fold fold in Transactions.Weeks.Split(FoldInput.Of(data)))
    {
        (Dataset train, Dataset test) = (data.Take(fold.TrainingRows), data.Take(fold.ValidationRows));
        long begun = Stopwatch.GetTimestamp();
        double[] scores = pipeline.Fit(train).Score(test);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var rows = new ScoredRows(test.Labels, scores);
        weeks.Add((Metrics.RocAuc.Compute(rows), Metrics.AveragePrecision.Compute(rows),
            CardPrecision.Of(test, scores, "CUSTOMER_ID").Mean));
        if (weeks.Count > 1) continue;
        string published = rocAuc is null ? "" : " (published)";
        figures.Add($"{name}: ROC-AUC{published}", weeks[0].RocAuc, "", rocAuc);
        figures.Add($"{name}: average precision{published}", weeks[0].AveragePrecision, "", averagePrecision);
        figures.Add($"{name}: card precision@100{published}", weeks[0].CardPrecision, "", cardPrecision);
        figures.Add($"{name}: fit and score", seconds, "s", peerName is null ? null : peer?.ModelSeconds.GetValueOrDefault(peerName));
    }

    figures.Add($"{name}: ROC-AUC, mean of four weeks", weeks.Average(week => week.RocAuc), "");
    figures.Add($"{name}: average precision, mean of four weeks", weeks.Average(week => week.AveragePrecision), "");
    figures.Add($"{name}: card precision@100, mean of four weeks", weeks.Average(week => week.CardPrecision), "");
}

// The ranking of a model that was trained on as many frauds as legitimate rows, and its probabilities before
// and after the prior correction.
void Undersampled(FraudPipeline pipeline)
{
    Fold fold = Transactions.Weeks.Split(FoldInput.Of(data))[0];
    Dataset test = data.Take(fold.ValidationRows);
    FraudModel model = pipeline.With(Resamplers.RandomUnder(new() { TargetRatio = 1 })).Fit(data.Take(fold.TrainingRows));
    double[] after = model.Score(test);
    // What the correction makes of even odds is what it multiplies all odds by.
    double odds = model.Calibrator.Calibrate(0) / (1 - model.Calibrator.Calibrate(0));
    double[] before = Array.ConvertAll(after, p => p / (p + ((1 - p) * odds)));
    foreach ((string name, double[] probabilities) in new[] { ("before", before), ("after", after) })
    {
        var rows = new ScoredRows(test.Labels, probabilities);
        figures.Add($"undersampled to one to one, {name} the prior correction: expected calibration error",
            Metrics.ExpectedCalibrationError.Compute(rows), "");
        figures.Add($"undersampled to one to one, {name} the prior correction: average precision",
            Metrics.AveragePrecision.Compute(rows), "");
    }
}

// A missed fraud loses its amount, a review costs 5.
void IsItWorthIt(string name, ITrainer trainer)
{
    FraudPipeline pipeline = Steps().Train(trainer).DecideBy(Costs.PerTransaction(missedFraud: row => row["TX_AMOUNT"], review: 5)).Build();
    long begun = Stopwatch.GetTimestamp();
    IResampler[] candidates =
    [
        Resamplers.ClassWeights(), Resamplers.RandomUnder(new() { TargetRatio = 0.1 }), Resamplers.RandomUnder(),
        Resamplers.Smote(new() { TargetRatio = 0.1 }), Resamplers.Smote(),
    ];
    WorthReport report = Imbalance.IsItWorthIt(pipeline, data, candidates, Transactions.Weeks);
    Console.WriteLine($"{name}\n{report}");
    figures.Add($"{name}: is it worth it", Stopwatch.GetElapsedTime(begun).TotalSeconds, "s");
}

void Store()
{
    var store = new VelocityStore(data.Windows);
    long begun = Stopwatch.GetTimestamp();
    store.Fill(raw.Take([.. Enumerable.Range(raw.RowCount - 500_000, 500_000)]), "TRANSACTION_ID");
    figures.Add("store, one thread: twelve features an event", 500_000 / Stopwatch.GetElapsedTime(begun).TotalSeconds, "events/s");
}
