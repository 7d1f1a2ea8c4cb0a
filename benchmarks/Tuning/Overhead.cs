using System.Globalization;
using FraudMl.Options;
using FraudMl.Tuning;

namespace FraudMl.Benchmarks;

/// <summary>What a study costs beside its objective: milliseconds of processor time for a proposal, alone and within a study with and
/// without a journal.</summary>
internal static class Overhead
{
    private const int Warm = 100, Measured = 41;

    public static void Measure(Figures figures)
    {
        BlackBox function = BlackBox.Of("Eight", BlackBox.Box(-5, 5, 8), 0, x => x.Sum(z => BlackBox.Square(z - 1.5)));
        foreach ((string name, Func<ISearchAlgorithm> create) in Searches.All)
        {
            foreach (int count in new[] { 200, 1000 })
            {
                if (name is "gp" && count > 200) continue;
                figures.Add($"{name}: a proposal at {count.ToString(CultureInfo.InvariantCulture)} trials, 8 parameters",
                    Proposal(create(), function, count), "ms");
            }
        }

        figures.Add("tpe: a trial of a study at 1000 trials, 8 parameters", Trial(function, null), "ms");
        string journal = Path.Combine(Path.GetTempPath(), $"overhead-{Environment.ProcessId}.journal");
        figures.Add("tpe: a trial of a study with a journal at 1000 trials, 8 parameters", Trial(function, journal), "ms");
        File.Delete(journal);
        File.Delete($"{journal}.lock");
    }

    // Each proposal sees the same so many trials, so that nothing grows while it is measured.
    private static double Proposal(ISearchAlgorithm search, BlackBox function, int count)
    {
        ISearchSession random = Search.Random().Start(function.Space, 1), session = search.Start(function.Space, 1);
        List<SearchTrial> history = [.. Enumerable.Range(0, count).Select(_ => random.Propose([])!).Select(set => Ended(set, function))];
        return Median(() =>
        {
            history.Add(Ended(session.Propose(history)!, function));
            history.RemoveAt(history.Count - 1);
        });
    }

    private static double Trial(BlackBox function, string? journal)
    {
        using var study = new Study(function.Space, new() { Search = Search.Tpe(), Journal = journal });
        void One()
        {
            StudyTrial trial = study.Ask()!;
            study.Tell(trial, function.Value(trial.Parameters));
        }

        for (int i = 0; i < 1000 - Warm; i++) One();
        return Median(One);
    }

    private static double Median(Action act)
    {
        for (int i = 0; i < Warm; i++) act();
        var times = new List<double>();
        for (int i = 0; i < Measured; i++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            act();
            times.Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
        }

        return Medians.Of(times);
    }

    private static SearchTrial Ended(ParameterSet set, BlackBox function) =>
        new(set, TrialState.Completed, -function.Value(set), new Dictionary<TrialStep, double>());
}
