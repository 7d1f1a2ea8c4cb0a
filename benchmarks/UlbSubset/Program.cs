using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using FraudMl;
using FraudMl.Benchmarks;

// Average precision and seconds (ours: fit and score; the peer's: fit) on the real ULB subset, five folds where a row's fold is its
// index within its class modulo 5, beside the same protocol in Python (scikit-learn, imbalanced-learn, XGBoost) in the same session.
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "creditcard_subset.csv.gz");
if (arguments.Data is null)
{
    Console.WriteLine("UlbSubset needs creditcard_subset.csv.gz: name it with --data FILE.");
    return 1;
}

Dataset data = Dataset.FromCsv(arguments.Data, schema => schema.Label("Class"));
Dictionary<string, (double AveragePrecision, double FitSeconds)> peers = Peers();
var figures = new Figures(arguments.Json);
FraudPipeline pipeline = new FraudPipelineBuilder().Standardize(Columns.Numbers).Train(Trainers.LogisticRegression()).Build();
IResampler smote = Resamplers.Smote();
double total = 0;
Measure("logistic regression", pipeline, "LR");
Measure("logistic regression, class weights", pipeline.With(Resamplers.ClassWeights()), "LR+balanced");
Measure("logistic regression, SMOTE", pipeline.With(smote), "LR+SMOTE");
Measure("random forest (FastForest)", pipeline.With(Trainers.FastForest()), "RF100");
Measure("random forest, SMOTE", pipeline.With(Trainers.FastForest()).With(smote), "RF100+SMOTE");
Measure("LightGBM (peer: XGBoost)", pipeline.With(Trainers.LightGbm()), "XGB");
Measure("LightGBM, SMOTE (peer: XGBoost)", pipeline.With(Trainers.LightGbm()).With(smote), "XGB+SMOTE");
Measure("XGBoost", pipeline.With(Trainers.XGBoost()), "XGB");
Measure("XGBoost, SMOTE", pipeline.With(Trainers.XGBoost()).With(smote), "XGB+SMOTE");
string[] compared = ["LR", "LR+balanced", "LR+SMOTE", "RF100", "RF100+SMOTE", "XGB", "XGB+SMOTE", "XGB", "XGB+SMOTE"];
figures.Add("all of the above", total, "s", peers.Count > 0 ? compared.Sum(name => peers[name].FitSeconds) : null);
figures.Save();
return 0;

void Measure(string name, FraudPipeline candidate, string peer)
{
    long start = Stopwatch.GetTimestamp();
    CrossValidationReport report = candidate.CrossValidate(data, Folds.InterleavedStratified(5));
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    total += seconds;
    bool known = peers.TryGetValue(peer, out (double AveragePrecision, double FitSeconds) other);
    figures.Add($"{name}: average precision", report.Mean(Metrics.AveragePrecision), "", known ? other.AveragePrecision : null);
    figures.Add($"{name}: 5 folds", seconds, "s", known ? other.FitSeconds : null);
}

Dictionary<string, (double AveragePrecision, double FitSeconds)> Peers()
{
    string plain = Path.Combine(Path.GetTempPath(), $"ulb-{Guid.NewGuid():N}.csv");
    try
    {
        using (FileStream source = File.OpenRead(arguments.Data!))
        using (Stream text = arguments.Data!.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(source, CompressionMode.Decompress) : source)
        using (FileStream target = File.Create(plain))
            text.CopyTo(target);
        var line = new Regex(@"^(?<name>\S+)\s+AP (?<ap>[\d.]+).*fit (?<fit>[\d.]+)s");
        return PythonPeer.Run(arguments.Peers, "ulb_subset.py", plain).Select(text => line.Match(text)).Where(match => match.Success)
            .ToDictionary(
            match => match.Groups["name"].Value,
            match => (double.Parse(match.Groups["ap"].Value, CultureInfo.InvariantCulture),
                double.Parse(match.Groups["fit"].Value, CultureInfo.InvariantCulture)));
    }
    finally
    {
        File.Delete(plain);
    }
}
