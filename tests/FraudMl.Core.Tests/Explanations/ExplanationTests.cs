using FraudMl.Tests.Onnx;

namespace FraudMl.Tests;

public class ExplanationTests
{
    private static readonly Dataset Data = PipelineData.Transactions(2_000, seed: 1, texts: true);

    private static readonly Dictionary<string, FraudModel> Models = new()
    {
        ["trees"] = Fit(Trainers.BaggedTrees(new() { TreeCount = 30 })),
        ["linear"] = Fit(Trainers.LogisticRegression()),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Contributions_sum_to_the_margin_and_are_told_by_input(string name)
    {
        FraudModel model = Models[name];
        double[] margins = model.Margins(Data), probabilities = model.Score(Data);
        IReadOnlyList<Explanation> explanations = model.Explain(Data, top: 3);
        explanations.Count.ShouldBe(Data.RowCount);
        for (int row = 0; row < Data.RowCount; row++)
        {
            Explanation explanation = explanations[row];
            explanation.Probability.ShouldBe(probabilities[row]);
            explanation.Margin.ShouldMatch(margins[row], "margin", 1e-6);
            (explanation.ExpectedMargin + explanation.Contributions.Sum(reason => reason.Contribution))
                .ShouldMatch(margins[row], "sum", 1e-6);
            explanation.Reasons.Count.ShouldBeLessThanOrEqualTo(3);
            explanation.Reasons.ShouldAllBe(reason => reason.Contribution > 0);
            explanation.Contributions.Select(reason => reason.Input).Order(StringComparer.Ordinal)
                .ShouldBe(["Amount", "Category", "Country", "Risk", "Risk+Hour"]);
        }
    }

    [Fact]
    public void A_linked_model_is_explained_by_the_margins_that_its_link_takes()
    {
        ITrainer[] trainers = [Trainers.IsolationForest(), Trainers.PositiveUnlabelled(Trainers.LogisticRegression())];
        foreach (FraudModel model in trainers.Select(Fit))
        {
            FittedCalibrator link = ((LinkedModel)model.Scorer).Link;
            double[] scores = model.Score(Data);
            IReadOnlyList<Explanation> explanations = model.Explain(Data);
            for (int row = 0; row < Data.RowCount; row++)
            {
                Explanation explanation = explanations[row];
                explanation.Probability.ShouldBe(scores[row]);
                link.Calibrate(explanation.Margin).ShouldMatch(scores[row], "score", 1e-6);
                (explanation.ExpectedMargin + explanation.Contributions.Sum(reason => reason.Contribution))
                    .ShouldMatch(explanation.Margin, "sum", 1e-9);
            }
        }
    }

    [Fact]
    public void A_linked_model_inside_a_blend_is_explained_to_have_no_reasons()
    {
        FraudModel model = Fit(Trainers.Average([Trainers.IsolationForest(new() { TreeCount = 5 }), Trainers.LogisticRegression()]));
        Should.Throw<FraudMlException>(() => model.Explain(Data)).Message.ShouldContain("use IsolationScore as a step");
    }

    [Theory, MemberData(nameof(Names))]
    public void A_summary_holds_the_contributions_of_all_rows_and_where_their_values_lie_but_no_row(string name)
    {
        FraudModel model = Models[name];
        Dataset rows = Data.Take([.. Enumerable.Range(0, 200)]);
        IReadOnlyList<Explanation> explanations = model.Explain(rows);

        ShapSummary summary = model.ShapSummary(rows);

        summary.RowCount.ShouldBe(200);
        summary.Inputs.Select(input => new FeatureImportance(input.Name, input.Importance)).ShouldBe(model.ShapImportance(rows));
        foreach (ShapInput input in summary.Inputs)
        {
            double[] expected = [
                .. explanations.Select(row => row.Contributions.Single(one => one.Input == input.Name).Contribution).Order()];
            input.Points.Select(point => point.Contribution).ShouldBe(expected);
        }

        // Category and Country are texts, and Risk+Hour is no single column.
        var amounts = (NumberColumn)rows["Amount"];
        ShapInput amount = summary.Inputs.Single(input => input.Name == "Amount");
        amount.Points.Count(point => double.IsNaN(point.Position)).ShouldBe(amounts.Values.ToArray().Count(float.IsNaN));
        double[] positions = [.. amount.Points.Select(point => point.Position).Where(position => !double.IsNaN(position)).Order()];
        (positions[0], positions[^1]).ShouldBe((0, 1));
        summary.Inputs.Single(input => input.Name == "Country").Points.ShouldAllBe(point => double.IsNaN(point.Position));
        model.ShapSummary(rows, 1).Inputs.Single().Name.ShouldBe(summary.Inputs[0].Name);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_single_transaction_is_explained_as_in_its_dataset(string name)
    {
        FraudModel model = Models[name];
        Explanation fromData = model.Explain(Data.Take([17]), top: 5)[0];
        var row = Data.Columns.Where(column => column.Is(ColumnRoles.Feature)).ToDictionary(column => column.Name, column => column switch
        {
            NumberColumn numbers => float.IsNaN(numbers.Values[17]) ? null : (object?)numbers.Values[17],
            TextColumn texts => texts.Codes[17] >= 0 ? texts.Dictionary.Texts[texts.Codes[17]] : null,
            _ => null,
        });
        Explanation fromRow = model.Explain(row, top: 5);
        fromRow.Reasons.ShouldBe(fromData.Reasons);
        fromRow.Margin.ShouldBe(fromData.Margin);
        fromRow.ToString().ShouldContain("probability of fraud");
        Should.Throw<FraudMlException>(() => model.Explain(new Dictionary<string, object?> { ["Amount"] = "many" })).ColumnName
            .ShouldBe("Amount");
    }

    [Fact]
    public void Reason_texts_are_filled_in_hidden_inputs_are_left_out_and_both_are_saved()
    {
        FraudModel model = Models["trees"].WithReasons(new()
        {
            Texts = new Dictionary<string, string> { ["Amount"] = "The amount of {value} is unusual ({input})." },
            Hidden = ["Country"],
        });
        using var stored = new MemoryStream();
        model.Save(stored);
        stored.Position = 0;
        FraudModel loaded = FraudModel.Load(stored);
        Explanation[] explanations = [.. loaded.Explain(Data, top: 5)];
        explanations.SelectMany(explanation => explanation.Reasons).ShouldAllBe(reason => reason.Input != "Country");
        Reason amount = explanations.SelectMany(explanation => explanation.Reasons)
            .First(reason => reason.Input == "Amount" && reason.Value is not null);
        amount.Text.ShouldBe($"The amount of {amount.Value} is unusual (Amount).");
        explanations.SelectMany(explanation => explanation.Reasons).First(reason => reason.Input == "Risk").Text.ShouldStartWith("Risk = ");
        explanations[0].Contributions.ShouldContain(contribution => contribution.Input == "Country");
        Should.Throw<FraudMlException>(() => model.WithReasons(new() { Hidden = ["Colour"] })).Message.ShouldContain("Colour");
    }

    [Fact]
    public void Importances_agree_on_what_matters_and_ignore_what_does_not()
    {
        FraudModel model = Models["trees"];
        model.SplitImportance().Sum(importance => importance.Value).ShouldBe(
            ((TreeEnsemble)model.Scorer).Features.Count(feature => feature >= 0));
        model.GainImportance().ShouldAllBe(importance => importance.Value >= 0);
        IReadOnlyList<FeatureImportance> shap = model.ShapImportance(Data), permuted = model.PermutationImportance(
            PipelineData.Transactions(2_000, seed: 2, texts: true), new() { RepeatCount = 2 });
        shap.Select(importance => importance.Value).ShouldBe(shap.Select(importance => importance.Value).OrderDescending());
        // The country is drawn without a look at the label.
        shap[^1].Name.ShouldBe("Country");
        permuted.Single(importance => importance.Name == "Country").Value.ShouldBe(0, 0.03);
        permuted[0].Value.ShouldBeGreaterThan(0.05);
        Should.Throw<FraudMlException>(() => Models["linear"].GainImportance()).Message.ShouldContain("no splits");
    }

    [Fact]
    public void Partial_dependence_is_the_mean_score_with_the_input_set()
    {
        FraudModel model = Models["trees"];
        PartialDependence risk = model.PartialDependence(Data, "Risk", 5), category = model.PartialDependence(Data, "Category");
        risk.Points.Count.ShouldBe(5);
        risk.Points[^1].MeanProbability.ShouldBeGreaterThan(risk.Points[0].MeanProbability);
        category.Points.Select(point => point.Value).ShouldBeUnique();
        var set = new NumberColumn("Risk", [.. Enumerable.Repeat((float)risk.Points[2].Number, Data.RowCount)]);
        model.Score(new Dataset([.. Data.Columns.Select(column => column.Name == "Risk" ? set : column)])).Average()
            .ShouldBe(risk.Points[2].MeanProbability, 1e-12);
    }

    private static FraudModel Fit(ITrainer trainer) => new FraudPipelineBuilder()
        .Impute("Amount", Imputation.Median)
        .Derive("LogAmount", row => Math.Log(1 + row["Amount"]))
        .Derive("Both", row => row["Risk"] * row["Hour"])
        .Standardize(Columns.Of("LogAmount", "Risk"))
        .Drop("Hour").OneHot(Columns.Texts)
        .Train(trainer).Build().Fit(Data);
}
