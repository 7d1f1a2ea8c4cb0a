using FraudMl.Explanations;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FraudMl.Tests;

/// <summary>Texts that reach LightGBM as categories, from the pipeline to every door of the model.</summary>
public sealed class CategoryPipelineTests
{
    private const int ShopCount = 90;

    private static readonly Dataset Training = Payments(3000, 1);

    private static readonly FraudModel Model = Pipeline(Trainers.LightGbm(new() { TreeCount = 30 })).Fit(Training);

    [Fact]
    public void Frauds_of_some_shops_are_found_by_their_names()
    {
        Model.Features.Select(feature => (feature.Name, feature.Kind)).ShouldBe([("amount", FeatureKind.Number),
            ("shop.Category", FeatureKind.Categorical)]);
        Model.Evaluate(Payments(3000, 2))[Metrics.RocAuc].ShouldBeGreaterThan(0.8);
        Model.GainImportance()[0].Name.ShouldBe("shop.Category");
        Model.ShapImportance(Training)[0].Name.ShouldBe("shop");
        Model.PartialDependence(Training, "shop").Points.Count.ShouldBe(20);
    }

    [Fact]
    public void A_block_a_row_a_file_and_ONNX_give_the_same_bits_for_known_unknown_and_missing_shops()
    {
        Dataset rows = Payments(500, 3, newShops: true);
        double[] scores = Model.Score(rows);
        for (int row = 0; row < rows.RowCount; row += 7) Model.Score(rows.Take([row]))[0].ShouldBe(scores[row], 0);
        using var file = new MemoryStream();
        Model.Save(file);
        file.Position = 0;
        FraudModel loaded = FraudModel.Load(file);
        loaded.Score(rows).ShouldBe(scores);
        Onnx(loaded, rows).ShouldBe(scores.Select(score => (float)score));
    }

    [Fact]
    public void Reasons_sum_to_the_margin_and_name_the_shop()
    {
        Dataset rows = Payments(60, 4, newShops: true);
        IReadOnlyList<Explanation> explanations = Model.Explain(rows, top: 2);
        double[] probabilities = Model.Score(rows);
        for (int row = 0; row < explanations.Count; row++)
        {
            double margin = explanations[row].ExpectedMargin + explanations[row].Contributions.Sum(part => part.Contribution);
            (1 / (1 + Math.Exp(-margin))).ShouldBe(probabilities[row], 1e-12);
        }

        explanations.SelectMany(explanation => explanation.Reasons).ShouldContain(reason => reason.Input == "shop");
    }

    [Fact]
    public void Both_learners_blends_and_ensembles_take_categories_and_the_same_seed_gives_the_same_model_on_any_number_of_threads()
    {
        foreach (ITrainer trainer in new[] { Trainers.RandomForest(new() { TreeCount = 10 }), Trainers.LightGbm(new() { TreeCount = 10 }),
            Trainers.Average([Trainers.LightGbm(new() { TreeCount = 5 }), Trainers.RandomForest(new() { TreeCount = 5 })]) })
        {
            double[] alone = Pipeline(trainer).Fit(Training, new() { ThreadCount = 1 }).Score(Training);
            Pipeline(trainer).Fit(Training, new() { ThreadCount = 2 }).Score(Training).ShouldBe(alone);
        }
    }

    [Fact]
    public void A_pipeline_prints_itself_and_comes_back_from_its_definition()
    {
        FraudPipeline pipeline = Pipeline(Trainers.LightGbm(new() { TreeCount = 5, CategorySmoothing = 3 }));
        PipelineDefinition definition = pipeline.ToDefinition();
        definition.ToCSharp().ShouldContain(".Categorical(\"shop\")");
        definition.ToCSharp().ShouldContain("CategorySmoothing = 3");
        definition.ToPipeline().Fit(Training).Score(Training).ShouldBe(pipeline.Fit(Training).Score(Training));
    }

    [Fact]
    public void The_order_of_rows_and_of_texts_does_not_matter()
    {
        int[] backwards = [.. Enumerable.Range(0, Training.RowCount).Reverse()];
        FraudModel other = new FraudPipelineBuilder().Categorical("shop").Train(new CodesTrainer()).Build().Fit(Training.Take(backwards));
        FraudModel one = new FraudPipelineBuilder().Categorical("shop").Train(new CodesTrainer()).Build().Fit(Training);
        one.Score(Training).ShouldBe(other.Score(Training));
        one.Score(Training).GroupBy(code => code).OrderBy(group => group.Key).Select(group => group.Count())
            .ShouldBeInOrder(SortDirection.Descending);
    }

    private static FraudPipeline Pipeline(ITrainer trainer) => new FraudPipelineBuilder().Categorical("shop").Train(trainer).Build();

    private static Dataset Payments(int count, int seed, bool newShops = false)
    {
        var random = new Random(seed);
        int[] shops = [.. Enumerable.Range(0, count).Select(_ => random.Next(12) == 0 ? TextDictionary.Missing
            : newShops && random.Next(4) == 0 ? ShopCount + random.Next(5) : random.Next(1 + random.Next(ShopCount)))];
        return new Dataset(
        [
            new NumberColumn("amount", [.. shops.Select(_ => random.NextSingle())]),
            new TextColumn("shop", shops,
                new TextDictionary([.. Enumerable.Range(0, ShopCount + 5).Select(shop => $"shop {shop * 37 % 100}")])),
            new NumberColumn("fraud", [.. shops.Select(shop => random.NextDouble() < (shop % 4 == 1 ? 0.7 : 0.03) ? 1f : 0)],
                ColumnRoles.Label),
        ]);
    }

    private static float[] Onnx(FraudModel model, Dataset rows)
    {
        using var session = new InferenceSession(model.ToOnnx());
        var shops = (TextColumn)rows["shop"];
        using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("amount",
                new DenseTensor<float>(((NumberColumn)rows["amount"]).Values.ToArray(), [rows.RowCount])),
            NamedOnnxValue.CreateFromTensor("shop", new DenseTensor<string>(
                (string[])[.. shops.Codes.ToArray().Select(code => code < 0 ? "" : shops.Dictionary.Texts[code])], [rows.RowCount])),
        ]);
        return [.. results[0].AsEnumerable<float>()];
    }

    // The margin grows with the number of the category.
    private sealed class CodesTrainer : ITrainer
    {
        public string Name => "Codes";

        public ValidatedOptions Options { get; } = new LightGbmOptions();

        public ITrainer With(ValidatedOptions options) => this;

        public ScoringModel Train(TrainingData data, TrainingContext context) => new LinearModel([0, 0.01f], 0);
    }
}
