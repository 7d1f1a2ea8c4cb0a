namespace FraudMl.EndToEnd.Tests;

/// <summary>On a test set, for every learner: a block, a single row and the ONNX graph give the same probabilities.</summary>
public sealed class TestSetParityTests
{
    public static TheoryData<string> Learners => ["logistic", "forest", "lightgbm", "xgboost"];

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_block_a_single_row_and_the_graph_agree(string learner)
    {
        (Dataset train, Dataset test) = SyntheticTransactions.CreditCard(new() { RowCount = 6_000, FraudRatio = 0.02, Seed = 4 })
            .SplitByTime(0.3);
        FraudModel model = Pipeline(learner).Fit(train);

        double[] block = model.Score(test);

        for (int row = 0; row < test.RowCount; row++) Single(model, test, row).ShouldBe(block[row]);
        double[] graph = GraphScores.Of(model.ToOnnx(), model, test);
        // Trees over transcendental columns: rows at a threshold may fall to the other side, and are at most 0.1 %.
        block.Zip(graph).Count(pair => Math.Abs(pair.First - pair.Second) > 1e-6).ShouldBeLessThanOrEqualTo(test.RowCount / 1000);
    }

    private static FraudPipeline Pipeline(string learner) => new FraudPipelineBuilder()
        .Impute(Columns.Numbers, Imputation.Median)
        .Derive("LogAmount", row => MathF.Log(1 + row["Amount"]))
        .Derive("HourOfDay", row => row["Time"] % 86400 / 3600)
        .Drop("Time")
        .Standardize(Columns.Numbers)
        .Train(learner switch { "logistic" => Trainers.LogisticRegression(), "forest" => Trainers.FastForest(),
            "xgboost" => Trainers.XGBoost(), _ => Trainers.LightGbm() })
        .Calibrate(Calibrators.Platt())
        .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5))
        .Build();

    private static double Single(FraudModel model, Dataset data, int row)
    {
        using ScoringSession one = model.OpenSession(1);
        for (int input = 0; input < model.Inputs.Count; input++) one.SetNumber(0, input, Values(data, model, input)[row]);
        one.Score();
        return one.Probabilities[0];
    }

    private static ReadOnlySpan<float> Values(Dataset data, FraudModel model, int input) =>
        ((NumberColumn)data[model.Inputs[input].Name]).Values;
}
