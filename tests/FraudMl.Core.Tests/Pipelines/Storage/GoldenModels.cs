namespace FraudMl.Tests;

/// <summary>How the models of Core's kinds of parts were made.</summary>
/// <remarks>Files of ML.NET's learners, whose models are Core's own, were made by an earlier version.</remarks>
internal static partial class GoldenModels
{
    private static readonly Dataset Training = FeatureData.Rows(240);

    private static readonly Dictionary<string, Func<FraudModel>> Makers = new()
    {
        ["logistic-regression"] = () => Pipeline().Train(Trainers.LogisticRegression()).Build().Fit(Training),
        ["average"] = () => Pipeline().Train(Trainers.Average([Trees(), Trainers.LogisticRegression()])).Build().Fit(Training),
        ["rank-average"] = () => Pipeline().Train(Trainers.RankAverage([Trees(), Trainers.LogisticRegression()])).Build().Fit(Training),
        ["stack"] = () => Pipeline().Train(Trainers.Stack([Trees(), Trainers.LogisticRegression()])).Build().Fit(Training),
        ["greedy-selection"] = () => Pipeline().Train(Trainers.GreedySelection([Trees(), Trainers.LogisticRegression()])).Build()
            .Fit(Training),
        ["isolation-forest"] = () => Pipeline().Train(Trainers.IsolationForest(new() { TreeCount = 3, SampleSize = 32 })).Build()
            .Fit(Training),
        ["positive-unlabelled"] = () => Pipeline().Train(Trainers.PositiveUnlabelled(Trees())).Build().Fit(Training),
        ["platt"] = () => Pipeline().Train(Trees()).Calibrate(Calibrators.Platt()).Build().Fit(Training),
        ["isotonic"] = () => Pipeline().Train(Trees()).Calibrate(Calibrators.Isotonic()).Build().Fit(Training),
        ["beta"] = () => Pipeline().Train(Trees()).Calibrate(Calibrators.Beta()).Build().Fit(Training),
        ["temperature"] = () => Pipeline().Train(Trees()).Calibrate(Calibrators.Temperature()).Build().Fit(Training),
        ["prior"] = () => Pipeline().Train(Trees()).Build().Fit(Training).With(new PriorCorrection(-1.25), null),
        ["threshold"] = () => Pipeline().Train(Trees()).DecideBy(Thresholds.BestFBeta(2)).Build().Fit(Training),
        ["cost"] = () => Pipeline().Train(Trees()).DecideBy(Costs.PerTransaction(
            row => row["balance"] > 0 ? Math.Abs(row["balance"]) * 100 : 50, 5)).Build().Fit(Training),
        ["time-between"] = () => new FraudPipelineBuilder().TimeBetween("from", "to", TimeUnit.Hours).Impute(Columns.Numbers)
            .Drop(Columns.Timestamps).Train(Trainers.LogisticRegression()).Build().Fit(TimeBetweenTests.Many()),
        ["windows"] = () => Pipeline().Train(Trees()).Build().Fit(WithWindows(Training)),
        ["reading"] = () => Pipeline().Train(Trees()).Build()
            .Fit(new Dataset(Training.Columns) { Reading = new(["?", "unknown"], ',', ' ') }),
        ["categories"] = () => new FraudPipelineBuilder().Categorical(Columns.Texts).Drop(Columns.Timestamps).Train(new CategoryTrainer())
            .Build().Fit(Training),
        ["reasons"] = () => Pipeline().Train(Trees()).Build().Fit(Training).WithReasons(new()
        {
            Texts = new Dictionary<string, string> { ["amount"] = "{value} € is unusual" },
            Hidden = ["city"],
        }),
    };

    /// <summary>Returns what a model is saved as when it was loaded from its file: the same bytes.</summary>
    public static byte[] SavedAgain(string _, byte[] saved) => saved;

    private static FraudPipelineBuilder Pipeline() =>
        new FraudPipelineBuilder().Impute(Columns.Numbers).OneHot("city").Drop(Columns.Texts).Drop(Columns.Timestamps);

    private static ITrainer Trees() => Trainers.BaggedTrees(new() { TreeCount = 3, LeafCount = 4 });

    private static Dataset RowsOf(string name) => name switch
    {
        "windows" => WithWindows(Training),
        "time-between" => TimeBetweenTests.Many(),
        _ => Training,
    };

    private static Dataset WithWindows(Dataset rows) =>
        rows.WithWindows(Velocity.Per("city").Over(TimeSpan.FromDays(2000)).Count().Mean("balance").Delayed(TimeSpan.FromDays(7))
            .SinceLast());
}
