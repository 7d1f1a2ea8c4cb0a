using FraudMl.Tests.Onnx;

namespace FraudMl.Tests;

/// <summary>Nothing that can't be decided passes: not in a dataset, not one by one, not in a graph.</summary>
public class UndecidableTests
{
    private static readonly Dataset Data = Rows(400);

    public static TheoryData<float, float, bool> Costs => new()
    {
        { 500, 9, true },
        { 500, -9, false },
        { 1, 9, false },
        { 0, 9, false },
        { float.NaN, 9, true },
        { float.NaN, -9, true },
        { -500, 9, true },
        { -500, -9, true },
        { float.PositiveInfinity, -9, true },
        { float.NegativeInfinity, 9, true },
        { -3, -9, true },
    };

    [Theory, MemberData(nameof(Costs))]
    public void A_cost_that_is_missing_infinite_or_negative_is_flagged(float amount, float x, bool flagged)
    {
        FraudModel model = Fitted(FraudMl.Costs.PerTransaction(row => row["Amount"], review: 5));

        Decisions(model, amount, x).ShouldAllBe(decision => decision == flagged);
    }

    [Theory]
    [InlineData(-20, true)]
    [InlineData(-200, true)]
    [InlineData(0, true)]
    [InlineData(20, true)]
    public void An_amount_below_zero_is_no_way_round_a_cost_with_a_fee(float amount, bool flagged)
    {
        FraudModel model = Fitted(FraudMl.Costs.PerTransaction(row => row["Amount"] + 25, review: 5));

        Decisions(model, amount, 9).ShouldAllBe(decision => decision == flagged);
    }

    [Theory]
    [InlineData(float.NaN, true)]
    [InlineData(-100, false)]
    [InlineData(10, false)]
    [InlineData(60, true)]
    public void A_condition_over_a_missing_amount_decides_nothing(float amount, bool flagged)
    {
        FraudModel model = Fitted(FraudMl.Costs.PerTransaction(row => row["Amount"] > 50 ? 100 : 2, review: 5));

        Decisions(model, amount, 9).ShouldAllBe(decision => decision == flagged);
    }

    [Theory]
    [InlineData(-100, false)]
    [InlineData(float.NaN, true)]
    public void A_cost_that_says_itself_what_refunds_cost_is_believed(float amount, bool flagged)
    {
        FraudModel model = Fitted(FraudMl.Costs.PerTransaction(row => MathF.Max(row["Amount"], 0), review: 5));

        Decisions(model, amount, 9).ShouldAllBe(decision => decision == flagged);
    }

    [Fact]
    public void A_cost_that_says_itself_what_a_missing_amount_costs_is_believed()
    {
        FraudModel model = Fitted(FraudMl.Costs.PerTransaction(row => float.IsNaN(row["Amount"]) ? 2 : row["Amount"], review: 5));

        Decisions(model, float.NaN, 9).ShouldAllBe(decision => !decision);
        Decisions(model, -1, 9).ShouldAllBe(decision => decision);
    }

    [Fact]
    public void A_missing_text_that_the_cost_reads_is_flagged()
    {
        FraudModel model = Fitted(FraudMl.Costs.PerTransaction(row => row.Text("Channel") == "web" ? 50 : 1, review: 5));

        foreach ((string? channel, bool flagged) in new[] { ("web", true), ("shop", false), ("unheard of", false), (null, true) })
            model.Decide(new Dictionary<string, object?> { ["Amount"] = 1f, ["X"] = 9f, ["Channel"] = channel }).ShouldBe(flagged, channel);
    }

    [Theory]
    [InlineData("fixed")]
    [InlineData("alerts")]
    [InlineData("costs")]
    public void What_has_no_probability_is_flagged(string rule)
    {
        FraudModel model = Fitted(rule switch
        {
            "fixed" => Thresholds.Fixed(0.5),
            "alerts" => Thresholds.AlertsPerDay(5),
            _ => FraudMl.Costs.PerTransaction(row => 100, review: 5),
        });

        double.IsNaN(model.Score(Row(1, float.NaN))).ShouldBeTrue();
        Decisions(model, 1, float.NaN).ShouldAllBe(decision => decision);
    }

    [Fact]
    public void A_strangers_rule_does_not_pass_what_has_no_probability_either()
    {
        FraudModel model = Fitted(Thresholds.Fixed(0.5));
        var stranger = new FraudModel(model.Parts with { Decision = new NeverFlags { Threshold = 1 } });

        stranger.Decide(Row(1, float.NaN)).ShouldBeTrue();
        stranger.Decide(Row(1, 9)).ShouldBeFalse();
    }

    [Fact]
    public void A_rule_may_refuse_instead_and_tells_the_row_and_what_it_reads()
    {
        FraudModel model = Fitted(FraudMl.Costs.PerTransaction(row => row["Amount"], review: 5, Undecidable.Refuse));
        float[] amounts = new float[1500];
        amounts[1400] = float.NaN;
        Dataset rows = Data.Take([.. Enumerable.Range(0, 1500).Select(row => row % 400)]);
        rows = new Dataset([.. rows.Columns.Select(column => column.Name == "Amount" ? new NumberColumn("Amount", amounts) : column)]);

        FraudMlException refused = Should.Throw<FraudMlException>(() => model.Decide(rows));
        refused.Message.ShouldStartWith("Row 1401 can't be decided");
        (refused.Row, refused.ColumnName).ShouldBe((1400, "Amount"));
        model.Score(rows).Length.ShouldBe(1500);
        Should.Throw<FraudMlException>(() => model.Decide(Row(-5, 9)));
        model.Decide(Row(500, 9)).ShouldBeTrue();
        using var stored = new MemoryStream();
        model.Save(stored);
        stored.Position = 0;
        Should.Throw<FraudMlException>(() => FraudModel.Load(stored).Decide(Row(float.NaN, 9)));
    }

    [Fact]
    public void Refusing_is_an_option_of_every_rule_and_part_of_its_definition()
    {
        IDecisionRule[] rules =
        [
            FraudMl.Costs.PerTransaction(row => row["Amount"], 5, Undecidable.Refuse), Thresholds.Fixed(0.5, Undecidable.Refuse),
            Thresholds.BestFBeta(1, Undecidable.Refuse),
            Thresholds.RecallAtFpr(0.1, Undecidable.Refuse), Thresholds.AlertsPerDay(5, Undecidable.Refuse),
        ];
        foreach (IDecisionRule rule in rules)
        {
            FraudPipeline pipeline = Pipeline(rule);
            pipeline.ToDefinition().ToPipeline().Decision!.Options.ShouldBe(rule.Options);
            pipeline.ToDefinition().ToCSharp().ShouldContain("Undecidable.Refuse");
            pipeline.Fit(Data).Decision!.Undecidable.ShouldBe(Undecidable.Refuse);
        }
    }

    // The same row by four doors: a dataset, a dictionary, a session, an exported graph.
    private static bool[] Decisions(FraudModel model, float amount, float x)
    {
        var data = new Dataset([new NumberColumn("Amount", [amount]), new NumberColumn("X", [x]),
            new TextColumn("Channel", [0], new(["web"]))]);
        using ScoringSession session = model.OpenSession(1);
        for (int input = 0; input < model.Inputs.Count; input++)
        {
            if (model.Inputs[input].Name == "Channel") session.SetText(0, input, "web");
            else session.SetNumber(0, input, model.Inputs[input].Name == "X" ? x : amount);
        }

        session.Score();
        return [model.Decide(data)[0], session.Flags[0], new OnnxModelScores(model, data).Decisions![0] == 1];
    }

    private static Dictionary<string, object?> Row(float amount, float x) => new() { ["Amount"] = amount, ["X"] = x, ["Channel"] = "web" };

    private static FraudModel Fitted(IDecisionRule rule) => Pipeline(rule).Fit(Data);

    private static FraudPipeline Pipeline(IDecisionRule rule) => new FraudPipelineBuilder()
        .Drop(Columns.Of("Amount", "Channel")).Train(Trainers.LogisticRegression()).DecideBy(rule).Build();

    private static Dataset Rows(int count)
    {
        var random = new Random(2);
        bool[] frauds = [.. Enumerable.Range(0, count).Select(row => row % 5 == 0)];
        return new Dataset(
        [
            new NumberColumn("Amount", [.. frauds.Select(_ => (float)Math.Round(random.NextDouble() * 100, 2))]),
            new NumberColumn("X", [.. frauds.Select(fraud => (float)(random.NextDouble() + (fraud ? 0.8 : 0)))]),
            new TextColumn("Channel", [.. frauds.Select(_ => random.Next(2))], new(["shop", "web"])),
            new TimestampColumn("At", [.. Enumerable.Range(0, count).Select(row => row * 3_600_000_000L)]),
            new NumberColumn("Class", [.. frauds.Select(fraud => fraud ? 1f : 0f)], ColumnRoles.Label),
        ]);
    }

    private sealed record NeverFlags : FittedDecision
    {
        public override void Decide(RowBlock block, ReadOnlySpan<double> probabilities, Span<bool> flags) => flags.Clear();

        public override CostTable? CostsOf(RowBlock block) => null;

        public override string Export(FraudMl.Onnx.OnnxGraph graph, string probability) => throw new NotSupportedException();
    }
}
