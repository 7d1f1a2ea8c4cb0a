using System.Diagnostics;
using System.Globalization;
using FraudMl;
using FraudMl.Benchmarks;
using FraudMl.Evaluations;
using FraudMl.Options;
using FraudMl.Tuning;

// Median regrets of the searches on functions whose optimum is known, beside those recorded of Optuna 3.1 and the newest; every run goes
// to a CSV file. Milliseconds are those of proposing alone.
// --overhead measures proposals and studies, in two minutes; without it, the searches run for longer than ten.
// [--overhead] [--search NAME,NAME] [--only FUNCTION] [--seeds 20] [--trials 200] [--log FILE] [--develop]
string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
var arguments = BenchmarkArguments.Parse(args, "");
var figures = new Figures(arguments.Json);
if (args.Contains("--overhead"))
{
    Overhead.Measure(figures);
    figures.Save();
    return;
}

int seedCount = int.Parse(Value("--seeds") ?? "20", CultureInfo.InvariantCulture);
int trialCount = int.Parse(Value("--trials") ?? "200", CultureInfo.InvariantCulture);
int[] marks = [.. new[] { 25, 50, 100, 200 }.Where(mark => mark <= trialCount)];
string golden = Path.Combine(arguments.Peers, "..", "golden");
Peers peers = Peers.Read((Path.Combine(golden, "optuna_blackbox.csv"), "-3.1"), (Path.Combine(golden, "optuna5_blackbox.csv"), "-5"));
string[] columns = ["TPE-3.1", "TPE_mv-3.1", "TPE-5", "GP-5", "CMAES-5"], tpes = ["TPE-3.1", "TPE_mv-3.1", "TPE-5"];
BlackBox[] functions = [.. (args.Contains("--develop") ? Practice.All : BlackBox.Exam).Where(function => arguments.Wants(function.Name))];
(string Name, Func<ISearchAlgorithm> Create)[] searches = [.. Searches.All.Where(search =>
    Value("--search") is not { } names || names.Split(',').Contains(search.Name))];
string log = Value("--log") ?? (arguments.Json is { } json ? Path.ChangeExtension(json, ".runs.csv")
    : Path.Combine("artifacts", "bench", "Tuning.runs.csv"));
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(log))!);
using var writer = new StreamWriter(log, append: true);

foreach ((string name, Func<ISearchAlgorithm> create) in searches)
{
    var won = new Dictionary<int, int>();
    Dictionary<int, List<double>> byFunction = marks.ToDictionary(mark => mark, _ => new List<double>()),
        byRun = marks.ToDictionary(mark => mark, _ => new List<double>());
    string? same = name switch { "tpe" => "TPE-5", "gp" => "GP-5", "cma-es" => "CMAES-5", _ => null };
    int wonByAuto = 0;
    Console.WriteLine($"{name,-18} {"trials",6} {"ours",12} {string.Concat(columns.Select(sampler => sampler.PadLeft(13)))}   ms");
    foreach (BlackBox function in functions)
    {
        (double[] Regrets, double Milliseconds)[] runs = [.. Enumerable.Range(0, seedCount).Select(seed => Run(function, create(), seed))];
        for (int seed = 0; seed < seedCount; seed++)
        {
            string regrets = string.Join(',', marks.Select(mark => Text(runs[seed].Regrets[mark - 1], "g6")));
            writer.WriteLine($"{function.Name},{name},{Text(seed, "0")},{regrets},{Text(runs[seed].Milliseconds, "0.0000")}");
        }

        writer.Flush();
        double milliseconds = Medians.Of([.. runs.Select(run => run.Milliseconds)]);
        foreach (int mark in marks)
        {
            double ours = Medians.Of([.. runs.Select(run => run.Regrets[mark - 1])]);
            double best = tpes.Min(sampler => peers.Median(function.Name, sampler, mark));
            double automatic = peers.Median(function.Name, function.Name == "MixedGBDT7" ? "TPE-5" : "GP-5", mark);
            bool isBest = double.IsFinite(best) && ours <= best;
            if (isBest) won[mark] = won.GetValueOrDefault(mark) + 1;
            if (mark == 100 && ours <= automatic) wonByAuto++;
            if (same is not null && peers.Median(function.Name, same, mark) is var theirs && double.IsFinite(theirs))
            {
                byFunction[mark].Add(Decades(ours, theirs));
                byRun[mark].AddRange(runs.Zip(
                    peers.Runs(function.Name, same, mark), (own, their) => Decades(own.Regrets[mark - 1], their)));
            }

            string theirCells = string.Concat(columns.Select(sampler =>
                (peers.Median(function.Name, sampler, mark) is var value && double.IsFinite(value) ? Text(value, "g4") : "").PadLeft(13)));
            Console.WriteLine(
                $"{function.Name,-18} {mark,6} {Text(ours, "g4"),12}{(isBest ? '*' : ' ')}{theirCells}   {Text(milliseconds, "0.000")}");
        }
    }

    // Of functions to develop on, no peer's runs are recorded.
    if (args.Contains("--develop")) continue;
    foreach (int mark in marks) figures.Add($"{name}: functions not worse than the best TPE, {mark} trials", won.GetValueOrDefault(mark),
        $"of {functions.Length}");
    foreach (int mark in marks.Where(mark => byRun[mark].Count > 0))
    {
        Paired("functions", byFunction[mark]);
        Paired("runs", byRun[mark]);

        void Paired(string what, List<double> known) => figures.Add(
            $"{name}: p of the paired test against {same} over {Text(known.Count, "0")} {what}, {mark} trials",
            Wilcoxon.Of([.. known]).PValue, $"mean difference {Text(known.Average(), "0.00")} decades");
    }

    figures.Add($"{name}: not worse than the newest automatic choice, 100 trials", wonByAuto, $"of {functions.Length}");
}

figures.Save();

// Below 1e-6 the recorded optima are rounded.
static double Decades(double ours, double theirs) => Math.Log10(Math.Max(ours, 1e-6)) - Math.Log10(Math.Max(theirs, 1e-6));

static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

(double[] Regrets, double Milliseconds) Run(BlackBox function, ISearchAlgorithm search, int seed)
{
    ISearchSession session = search.Start(function.Space, seed, Budget.OfTrials(trialCount));
    var history = new List<SearchTrial>();
    double[] regrets = new double[trialCount];
    double best = double.PositiveInfinity;
    long spent = 0;
    for (int i = 0; i < trialCount; i++)
    {
        long start = Stopwatch.GetTimestamp();
        ParameterSet proposal = session.Propose(history)!;
        spent += Stopwatch.GetTimestamp() - start;
        double value = function.Value(proposal);
        history.Add(new SearchTrial(proposal, TrialState.Completed, -value, new Dictionary<TrialStep, double>()));
        best = Math.Min(best, value - function.Optimum);
        regrets[i] = best;
    }

    return (regrets, 1000.0 * spent / Stopwatch.Frequency / trialCount);
}
