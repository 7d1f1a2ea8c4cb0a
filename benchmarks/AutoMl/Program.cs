using AutoMl;
using FraudMl;
using FraudMl.Benchmarks;

// --handbook: 100 trials on the Handbook's validation weeks, and what they chose on the four test weeks. --halving [--optuna FOLDER]:
// XGBoost tuned by halving over boosting rounds, at the full budget and by Optuna. --flaml FOLDER: AutoML.RunAsync beside FLAML on four
// data sets. --memory: what workers hold of one dataset. --features: features made once for all trials, and by each anew. --ranges:
// whether XGBoost's default ranges end where it is good.
// [--trials 100] [--seeds 1] [--seconds 60] [--only NAME]
if (FraudWorker.TryRun(args)) return 0;
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "handbook_transactions.csv.gz");
if (arguments.Data is null)
{
    Console.WriteLine("AutoMl needs handbook_transactions.csv.gz: name it with --data FILE.");
    return 1;
}

var figures = new Figures(arguments.Json);
var weeks = new Lazy<HandbookWeeks>(() => HandbookWeeks.Read(arguments.Data));
if (args.Contains("--handbook")) await HandbookTuning.RunAsync(weeks.Value, figures, arguments);
if (args.Contains("--halving")) await Halving.RunAsync(weeks.Value, figures, arguments);
if (arguments.Value("--flaml") is { } flaml) await BesideFlaml.RunAsync(figures, arguments, flaml);
if (args.Contains("--memory")) await Memory.RunAsync(weeks.Value, figures);
if (args.Contains("--features")) await SharedFeatures.RunAsync(weeks.Value, figures);
if (args.Contains("--ranges")) await Ranges.RunAsync(figures, arguments);
figures.Save();
return 0;
