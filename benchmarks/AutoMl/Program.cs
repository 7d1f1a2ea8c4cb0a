using AutoMl;
using FraudMl;
using FraudMl.Benchmarks;

// --handbook: 100 trials of Search.Auto() on the Handbook's validation weeks, and what the best of them is worth on the four test weeks.
// --halving: ASHA over boosting rounds beside full-budget search, over five seeds. --optuna FOLDER: 100 trials beside Optuna and XGBoost in
// Python. --memory: what workers hold of one dataset. --features: features made once for all trials, and by each anew.
// [--trials 100] [--seconds 60] [--only NAME] [--seeds 5]
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
if (arguments.Value("--optuna") is { } optuna) await BesideOptuna.RunAsync(weeks.Value, figures, arguments, optuna);
if (args.Contains("--memory")) await Memory.RunAsync(weeks.Value, figures);
if (args.Contains("--features")) await SharedFeatures.RunAsync(weeks.Value, figures);
figures.Save();
return 0;
