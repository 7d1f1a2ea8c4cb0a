using FraudMl.Tests.Onnx;
using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

/// <summary>What every decision rule keeps; the implementations are found by reflection.</summary>
public sealed class DecisionRuleContractTests
{
    // The costs that flag some transactions and leave others, over a column, a sum, and a condition.
    private static readonly IDecisionRule[] Rules =
    [
        Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5),
        Costs.PerTransaction(missedFraud: row => row["Amount"] * 0.8 + 20, review: 2.5),
        Costs.PerTransaction(missedFraud: row => row["Amount"] > 50 ? 200 : 100, review: 10),
        Thresholds.Fixed(0.1),
        Thresholds.BestFBeta(2),
        Thresholds.RecallAtFpr(0.02),
        Thresholds.AlertsPerDay(40),
    ];

    private static readonly Dataset Data = SyntheticTransactions.CreditCard(new() { RowCount = 2_000, FraudRatio = 0.05, Seed = 4 });

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Rules.Length)];

    [Fact]
    public void Every_implementation_is_tried() => Rules.Select(rule => rule.GetType()).Distinct().ShouldBe(
        typeof(IDecisionRule).Assembly.GetTypes().Where(type => typeof(IDecisionRule).IsAssignableFrom(type) && !type.IsAbstract),
        ignoreOrder: true);

    [Theory, MemberData(nameof(Cases))]
    public void Flags_some_and_more_of_the_likely(int rule)
    {
        FraudModel model = Fitted(rule);
        bool[] flags = model.Decide(Data);
        flags.Distinct().Count().ShouldBe(2);
        double[] scores = model.Score(Data);
        scores.Where((_, row) => flags[row]).Average().ShouldBeGreaterThan(scores.Where((_, row) => !flags[row]).Average());
        model.Decision!.Threshold.ShouldBeInRange(0, 1);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Decides_the_same_after_a_round_trip_through_JSON(int rule)
    {
        FittedDecision decision = Fitted(rule).Decision!;
        byte[] json = new ModelJson().Write(decision, "The decision");
        new ModelJson().Write(new ModelJson().Read<FittedDecision>(json), "The decision").ShouldBe(json);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Decides_the_same_when_the_model_was_stored(int rule)
    {
        FraudModel model = Fitted(rule);
        using var stored = new MemoryStream();
        model.Save(stored);
        stored.Position = 0;

        FraudModel.Load(stored).Decide(Data).ShouldBe(model.Decide(Data));
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_exported_graph_decides_the_same(int rule)
    {
        FraudModel model = Fitted(rule);

        Dataset rows = SyntheticTransactions.CreditCard(new() { RowCount = ParityRows.Count, FraudRatio = 0.05, Seed = 5 });
        new OnnxModelScores(model, rows).Decisions!.Select(decision => decision == 1).ShouldBe(model.Decide(rows));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Costs_are_told_for_each_row(int rule)
    {
        Rules[rule].Name.ShouldNotBeNullOrWhiteSpace();
        CostTable? costs = Rules[rule].CostsOf(Data);
        (costs is not null).ShouldBe(Rules[rule] is PerTransactionCostRule);
        costs?.MissedFraud.Length.ShouldBe(Data.RowCount);
    }

    private static FraudModel Fitted(int rule) => new FraudPipelineBuilder()
        .Standardize("Amount").Train(Trainers.LogisticRegression()).DecideBy(Rules[rule]).Build().Fit(Data);
}
