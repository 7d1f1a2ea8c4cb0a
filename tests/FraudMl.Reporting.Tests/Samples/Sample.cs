namespace FraudMl.Reporting.Tests;

/// <summary>Small real experiments: data, cross-validated trials, a fitted winner.</summary>
public static class Sample
{
    public const string Experiment = "card-fraud";

    public static DateTimeOffset At { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static Dataset Data(int rowCount = 2000, int seed = 7)
    {
        var random = new Random(seed);
        float[] labels = new float[rowCount], amounts = new float[rowCount];
        float[][] features = [.. Enumerable.Range(0, 4).Select(_ => new float[rowCount])];
        for (int row = 0; row < rowCount; row++)
        {
            labels[row] = row % 50 == 0 ? 1 : 0;
            amounts[row] = (float)(10 + 200 * random.NextDouble());
            foreach (float[] feature in features)
                feature[row] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5 + labels[row] * 0.7);
        }

        return new Dataset(
        [
            .. features.Select((values, i) => new NumberColumn($"V{i + 1}", values)),
            new NumberColumn("Amount", amounts, ColumnRoles.Feature),
            new NumberColumn("Class", labels, ColumnRoles.Label),
        ]);
    }

    public static FraudPipeline Pipeline(double shrinkage = 0, double slope = 1) => new FraudPipelineBuilder()
        .Standardize("Amount")
        .Train(new CentroidTrainer(new() { Shrinkage = shrinkage, Slope = slope }))
        .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5))
        .Build();

    public static TrialCompleted Trial(int number, Dataset data)
    {
        bool given = number % 7 == 1;
        double shrinkage = given ? 0 : number % 11 / 10.0, slope = given ? 1 : Math.Pow(10, number % 13 / 6.0 - 1.5);
        FraudPipeline pipeline = Pipeline(shrinkage, slope);
        Dictionary<string, object> parameters = given ? []
            : new() { ["Shrinkage"] = shrinkage, ["Slope"] = slope, ["Leaves"] = number, ["Boosting"] = number % 2 == 0 ? "gbdt" : "dart" };
        // The parts that are measured in seconds are fixed: a rendered page is compared byte for byte.
        CrossValidationReport report = pipeline.CrossValidate(data, Folds.Stratified(5, seed: number));
        report = report with { Folds = [.. report.Folds.Select(fold => fold with { FitSeconds = 0.01 * number, ScoreSeconds = 0.001 })] };
        var trial = new TrialInfo(number, $"Centroid <{number % 5}> & friends", given ? TrialPhase.Compare : TrialPhase.Tune, pipeline,
            parameters, number)
        {
            Search = given ? null : number % 2 == 0 ? "grid" : "random",
        };
        return new(Experiment, At, trial, report);
    }

    public static TrialCompleted[] Trials(int count)
    {
        Dataset data = Data();
        return [.. Enumerable.Range(1, count).Select(number => Trial(number, data))];
    }

    public static WinnerFitted Winner()
    {
        FraudPipeline pipeline = Pipeline();
        FraudModel model = pipeline.Fit(Data());
        Evaluation evaluation = model.Evaluate(Data(4000, seed: 8), new() { DrawCount = 50 });
        return new(Experiment, At, new TrialInfo(1, "Centroid", TrialPhase.Compare, pipeline, new Dictionary<string, object>(), 1), model,
            evaluation);
    }

    public static ExperimentStarted Started(Metric metric) =>
        new(Experiment, At, Data(100), null, Folds.Stratified(5), 5, metric, 42, null);
}
