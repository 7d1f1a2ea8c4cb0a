namespace FraudMl.Tests;

public sealed class DataSizesTests
{
    [Fact]
    public void Default_ranges_end_where_the_data_does_and_given_ones_stay()
    {
        FraudPipeline pipeline = Pipelines.With(Trainers.DecisionTree());
        var few = new DataSizes(RowCount: 100, FraudCount: 4, FeatureCount: 5);

        ParameterSpace capped = few.Cap(ParameterSpace.Empty.ChooseTrainer(pipeline.Trainer, Trainers.LogisticRegression()).For(pipeline));
        var choice = (ChoiceParameter)capped.Parameters.Single();
        Range(choice.ChildrenOf(0), "trainer.LeafCount").ShouldBe((4, 100));
        Range(choice.ChildrenOf(0), "trainer.MinimumRowsPerLeaf").ShouldBe((1, 50));

        ParameterSpace given = ParameterSpace.Of(pipeline).Range((DecisionTreeOptions o) => o.LeafCount, 4, 512).For(pipeline);
        Range(few.Cap(given), "trainer.LeafCount").ShouldBe((4, 512));
        Range(new DataSizes(1, 1, 1).Cap(ParameterSpace.Of(pipeline)), "trainer.LeafCount").ShouldBe((2, 2));

        static (double, double) Range(ParameterSpace space, string name)
        {
            NumericParameter range = space.Parameters.OfType<NumericParameter>().Single(known => known.Name == name);
            return (range.Low, range.High);
        }
    }

    [Fact]
    public void Sizes_are_those_of_the_smallest_training_fold()
    {
        DataSizes sizes = DataSizes.Of(Pipelines.Train, Folds.Stratified(5, 1));
        sizes.ShouldBe(new DataSizes(RowCount: 480, FraudCount: 48, FeatureCount: 5));
    }

    [Fact]
    public async Task An_experiment_tunes_within_them()
    {
        Dataset rows = Datasets.Of(Rows.Random(frauds: 12, legitimate: 28, columns: 3, shift: 0.8, seed: 1));
        ExperimentResult result = await new Experiment("few rows").Compare(Pipelines.With(Trainers.DecisionTree()))
            .ValidateBy(Folds.Stratified(2, 1)).Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(20)).RunAsync(rows);
        result.Histories.Single().Trials.ShouldAllBe(trial => (int)trial.Parameters.Values["trainer.LeafCount"] <= 20);
    }
}
