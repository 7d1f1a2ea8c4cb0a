using System.Diagnostics;
using System.Globalization;
using FraudMl;
using FraudMl.Benchmarks;
using FraudMl.Options;
using FraudMl.Tuning;

// Median regrets of the searches on functions whose optimum is known, beside those recorded of Optuna 3.1 and the newest; every run goes
// to a CSV file. Milliseconds are those of proposing alone.
// [--search NAME,NAME] [--only FUNCTION] [--seeds 20] [--trials 200] [--log FILE] [--develop]
string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
var arguments = BenchmarkArguments.Parse(args, "");
var figures = new Figures(arguments.Json);
int seedCount = int.Parse(Value("--seeds") ?? "20", CultureInfo.InvariantCulture);
int trialCount = int.Parse(Value("--trials") ?? "200", CultureInfo.InvariantCulture);
int[] marks = [.. new[] { 25, 50, 100, 200 }.Where(mark => mark <= trialCount)];
string golden = Path.Combine(arguments.Peers, "..", "golden");
Peers peers = Peers.Read((Path.Combine(golden, "optuna_blackbox.csv"), "-3.1"), (Path.Combine(golden, "optuna5_blackbox.csv"), "-5"));
string[] tpes = ["TPE-3.1", "TPE_mv-3.1", "TPE-5"];
BlackBox[] functions = [.. (args.Contains("--develop") ? Practice.All : BlackBox.Exam).Where(function => arguments.Wants(function.Name))];
(string Name, Func<ISearchAlgorithm> Create)[] searches = [.. Searches.All.Where(search =>
    Value("--search") is not { } names || names.Split(',').Contains(search.Name))];
string log = Value("--log") ?? (arguments.Json is { } json ? Path.ChangeExtension(json, ".runs.csv") : Path.Combine("artifacts", "bench", "Tuning.runs.csv"));
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(log))!);
using var writer = new StreamWriter(log, append: true);

foreach ((string name, Func<ISearchAlgorithm> create) in searches)
{
    var won = new Dictionary<int, int>();
    int wonByAuto = 0;
    Console.WriteLine($"{name,-18} {"trials",6} {"ours",12} {"TPE-3.1",12} {"TPE_mv-3.1",12} {"TPE-5",12} {"GP-5",12} {"CMAES-5",12}   ms");
    foreach (BlackBox function in functions)
    {
        (double[] Regrets, double Milliseconds)[] runs = [.. Enumerable.Range(0, seedCount).Select(seed => Run(function, create(), seed))];
        for (int seed = 0; seed < seedCount; seed++)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{function.Name},{name},{seed},{string.Join(',', marks.Select(mark => runs[seed].Regrets[mark - 1].ToString("g6", CultureInfo.InvariantCulture)))},{runs[seed].Milliseconds:0.0000}"));
        writer.Flush();
        double milliseconds = Medians.Of([.. runs.Select(run => run.Milliseconds)]);
        foreach (int mark in marks)
        {
            double ours = Medians.Of([.. runs.Select(run => run.Regrets[mark - 1])]);
            double best = tpes.Min(sampler => peers.Median(function.Name, sampler, mark));
            double automatic = peers.Median(function.Name, function.Name == "MixedGBDT7" ? "TPE-5" : "GP-5", mark);
            if (ours <= best) won[mark] = won.GetValueOrDefault(mark) + 1;
            if (mark == 100 && ours <= automatic) wonByAuto++;
            string Cell(string sampler) => peers.Median(function.Name, sampler, mark) is var value && double.IsFinite(value)
                ? value.ToString("g4", CultureInfo.InvariantCulture) : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{function.Name,-18} {mark,6} {ours,12:g4}{(ours <= best ? '*' : ' ')}{Cell("TPE-3.1"),11} {Cell("TPE_mv-3.1"),12} {Cell("TPE-5"),12} {Cell("GP-5"),12} {Cell("CMAES-5"),12}   {milliseconds:0.000}"));
        }
    }

    foreach (int mark in marks) figures.Add($"{name}: functions not worse than the best TPE, {mark} trials", won.GetValueOrDefault(mark), $"of {functions.Length}");
    figures.Add($"{name}: not worse than the newest automatic choice, 100 trials", wonByAuto, $"of {functions.Length}");
}

foreach ((string name, Func<ISearchAlgorithm> create) in searches)
{
    foreach (int count in new[] { 200, 1000 }) figures.Add($"{name}: a proposal at {count} trials, 8 parameters", Speed(create(), count), "ms");
}

figures.Save();

(double[] Regrets, double Milliseconds) Run(BlackBox function, ISearchAlgorithm search, int seed)
{
    ISearchSession session = search.Start(function.Space, seed, trialCount);
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

// The fastest of some proposals after so many random trials.
double Speed(ISearchAlgorithm search, int count)
{
    BlackBox function = BlackBox.Of("Eight", BlackBox.Box(-5, 5, 8), 0, x => x.Sum(z => BlackBox.Square(z - 1.5)));
    ISearchSession random = Search.Random().Start(function.Space, 1), session = search.Start(function.Space, 1);
    List<SearchTrial> history = [.. Enumerable.Range(0, count).Select(_ => random.Propose([])!)
        .Select(set => new SearchTrial(set, TrialState.Completed, -function.Value(set), new Dictionary<TrialStep, double>()))];
    var times = new List<double>();
    for (int i = 0; i < 21; i++)
    {
        long start = Stopwatch.GetTimestamp();
        ParameterSet set = session.Propose(history)!;
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        history.Add(new SearchTrial(set, TrialState.Completed, -function.Value(set), new Dictionary<TrialStep, double>()));
    }

    return Medians.Of(times);
}
