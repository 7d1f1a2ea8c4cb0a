namespace FraudMl.Tests;

/// <summary>A study that the tests run and kill.</summary>
internal static class StudyChild
{
    public static Parameter<double> Rate { get; } = Parameter.Number("rate", 1e-4, 1, Scale.Log);

    public static Parameter<int> Leaves { get; } = Parameter.Whole("leaves", 4, 1024, Scale.Log);

    public static Parameter<double> Drop { get; } = Parameter.Number("drop", 0, 0.9, step: 0.1);

    public static ParameterChoice<string> Booster { get; } = Parameter.Choice("booster", "gbdt", "dart").When("dart", Drop);

    public static ParameterSpace Space { get; } = ParameterSpace.Of(Rate, Leaves, Booster);

    public static double Loss(StudyTrial trial) => Math.Pow(Math.Log10(trial.Get(Rate)) + 2, 2)
        + (0.1 * Math.Pow(Math.Log2(trial.Get(Leaves)) - 5, 2)) + (trial.Has(Drop) ? Math.Abs(trial.Get(Drop) - 0.3) : 0.2);

    public static StudyOptions Given(string? journal, int workers = 1) => new()
    {
        Journal = journal, WorkerCount = workers, Search = Search.Tpe(new() { StartupTrialCount = 4 }), Seed = 5,
    };

    /// <summary>Runs trials, which end as soon as so many processes have joined the study.</summary>
    public static int Run(string journal, int trialCount, int processCount = 1)
    {
        using var study = new Study(Space, Given(journal, 2));
        study.OptimizeAsync(
            trial =>
            {
                Thread.Sleep(trial.Number % 3 * 10);
                while (JoinedCount(journal) < processCount) Thread.Sleep(1);
                return Loss(trial);
            },
            Budget.OfTrials(trialCount)).GetAwaiter().GetResult();
        return 0;
    }

    public static int JoinedCount(string journal)
    {
        using var lines = new StreamReader(new FileStream(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return lines.ReadToEnd().Split("\"kind\":\"joined\"").Length - 1;
    }

    public static string[] Texts(StudyHistory history) =>
        [.. history.Trials.Select(trial => $"{trial with { Reports = new Dictionary<TrialStep, double>() }}")];
}
