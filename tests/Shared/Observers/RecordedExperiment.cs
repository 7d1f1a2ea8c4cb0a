namespace FraudMl.Tests;

/// <summary>A real experiment on generated transactions, and the events it raised.</summary>
internal static class RecordedExperiment
{
    public const string Name = "card [fraud] 100%";

    private static readonly ParameterSpace Small = new ParameterSpace([]).Range("L2", 0.1, 10, Scale.Log)
        .Range("TreeCount", 5, 10, isInteger: true);

    private static readonly Lazy<Task<IReadOnlyList<ExperimentEvent>>> Recorded = new(RecordAsync);

    public static (Dataset Train, Dataset Test) Data { get; } =
        SyntheticTransactions.CreditCard(new() { RowCount = 2_000, FraudRatio = 0.05, Seed = 3 }).SplitByTime(testShare: 0.2);

    /// <value>Its events in order, with an artifact of a trial and one of the experiment among them.</value>
    public static Task<IReadOnlyList<ExperimentEvent>> Events => Recorded.Value;

    /// <summary>Returns the experiment: logistic regression and a random forest compared, the winner tuned by two trials.</summary>
    public static Experiment Create(string name = Name) => new Experiment(name)
        .Compare(Pipeline(Trainers.LogisticRegression()), Pipeline(Trainers.FastForest(new() { TreeCount = 10 })))
        .ValidateBy(Folds.Stratified(3))
        .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(2), Small)
        .EvaluateOn(Data.Test)
        .Attach("data/profile.json", "application/json", "{}"u8.ToArray())
        .Render(new TrialNotes());

    private static FraudPipeline Pipeline(ITrainer trainer) => new FraudPipelineBuilder()
        .Impute(Columns.Numbers)
        .Standardize(Columns.Numbers)
        .Train(trainer)
        .Calibrate(Calibrators.Platt())
        .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5))
        .Build();

    private static async Task<IReadOnlyList<ExperimentEvent>> RecordAsync()
    {
        var seen = new RecordingObserver();
        await Create().Observe(seen).RunAsync(Data.Train);
        return seen.Events;
    }
}
