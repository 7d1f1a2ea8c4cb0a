using System.Diagnostics;
using System.Globalization;
using FraudMl.Options;
using FraudMl.Tuning;

namespace FraudMl.Benchmarks;

/// <summary>What a study costs beside its objective: milliseconds of processor time for a proposal, alone and within a study with and
/// without a journal.</summary>
internal static class Overhead
{
    private const int Measured = 61;

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(3);

    public static void Measure(Figures figures)
    {
        BlackBox function = BlackBox.Of("Eight", BlackBox.Box(-5, 5, 8), 0, x => x.Sum(z => BlackBox.Square(z - 1.5)));
        foreach ((string name, Func<ISearchAlgorithm> create) in Searches.All)
        {
            foreach (int count in new[] { 200, 1000 })
            {
                if (name is "gp" && count > 200) continue;
                figures.Add($"{name}: a proposal at {count.ToString(CultureInfo.InvariantCulture)} trials, 8 parameters",
                    Proposal(create, function, count), "ms");
            }
        }

        figures.Add("tpe: a trial of a study at 1000 trials, 8 parameters", Trial(function, null), "ms");
        string journal = Path.Combine(Path.GetTempPath(), $"overhead-{Environment.ProcessId}.journal");
        figures.Add("tpe: a trial of a study with a journal at 1000 trials, 8 parameters", Trial(function, journal), "ms");
        File.Delete(journal);
        File.Delete($"{journal}.lock");
    }

    private static double Proposal(Func<ISearchAlgorithm> create, BlackBox function, int count) => Warmed(() =>
    {
        ISearchSession session = create().Start(function.Space, 1);
        var history = new List<SearchTrial>();
        return Median(count, () => session.Propose(history)!, set => history.Add(
            new SearchTrial(set, TrialState.Completed, -function.Value(set), new Dictionary<TrialStep, double>())));
    });

    private static double Trial(BlackBox function, string? journal) => Warmed(() =>
    {
        if (journal is not null) File.Delete(journal);
        using var study = new Study(function.Space, new() { Search = Search.Tpe(), Journal = journal });
        return Median(1000, () =>
        {
            StudyTrial trial = study.Ask()!;
            study.Tell(trial, function.Value(trial.Parameters));
            return trial;
        }, _ => { });
    });

    // Code that the compiler has not had the time to make its best of takes several times as long: the last of some studies counts.
    private static double Warmed(Func<double> median)
    {
        long start = Stopwatch.GetTimestamp();
        double last;
        do last = median();
        while (Stopwatch.GetElapsedTime(start) < Warm);
        return last;
    }

    // The median processor time of what is timed after it was done so many times.
    private static double Median<T>(int count, Func<T> timed, Action<T> then)
    {
        var times = new List<double>();
        for (int i = 0; i < count + Measured; i++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            T made = timed();
            if (i >= count) times.Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
            then(made);
        }

        return Medians.Of(times);
    }
}
