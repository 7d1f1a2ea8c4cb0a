using FraudMl.Tests.Native;
using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

public sealed class RandomForestTests
{
    [Fact]
    public void Categories_are_ranked_as_boosted_trees_rank_them() => RepeatedRows
        .ShouldBeLearned(Trainers.RandomForest(), Trainers.LightGbm());

    [Fact]
    public void Few_different_rows_are_told() =>
        RepeatedRows.Fit(Trainers.RandomForest(), RepeatedRows.Two()).Warnings.ShouldHaveSingleItem()
            .ShouldStartWith("Only 2 of 1000 training rows differ");

    [Fact]
    public void A_stack_over_few_different_rows_gives_each_its_share() =>
        RepeatedRows.ShouldBeLearned(Trainers.Stack([Trainers.LightGbm(), Trainers.LogisticRegression()]), Trainers.LightGbm());

    [Fact]
    public void Trees_that_tell_nothing_of_other_rows_are_not_turned_round()
    {
        // Pure noise: votes out of bag fall a little where they should rise.
        TrainingData data = ContractData.Rows(600) with { Labels = Enumerable.Range(0, 600).Select(row => row % 10 == 0).ToArray() };
        double[] margins = ContractData.Margins(Trainers.RandomForest(new() { TreeCount = 20 }).Train(data, ContractData.Context()),
            data.Matrix);
        Metrics.RocAuc.Compute(new ScoredRows(data.Labels.ToArray(), margins, new() { Kind = ScoreKind.Margin }))
            .ShouldBeGreaterThanOrEqualTo(0.5);
    }

    [Fact]
    public void The_mean_of_the_trees_is_LightGBMs_own_vote()
    {
        LightGbmLibrary.Require();
        TrainingData data = ContractData.Rows(3000);
        string parameters = new RandomForestTrainer(new RandomForestOptions()).Parameters(ContractData.Context(), data);
        using DatasetHandle dataset = LightGbmDataset.Create(data, parameters);
        using BoosterHandle booster = LightGbmBooster.Create(dataset, parameters);
        for (int i = 0; i < 40; i++) LightGbmBooster.Grow(booster);
        TreeEnsemble ours = LightGbmModelText.Parse(LightGbmBooster.ModelText(booster, 40), ContractData.ColumnCount);
        FeatureMatrix rows = AdversarialRows.Of(ours, 5000);
        double[] theirs = NativePredictor.Margins(booster, rows), votes = ContractData.Margins(ours, rows);
        // Its raw score is the sum.
        for (int row = 0; row < theirs.Length; row++) votes[row].ShouldBe(theirs[row] / 40, 1e-6, $"row {row}");
        votes.ShouldAllBe(vote => vote >= -1e-6 && vote <= 1 + 1e-6);
    }

    [Theory, InlineData(false, 190), InlineData(true, 380)]
    public void Room_for_leaves_that_can_not_be_is_not_taken_and_changes_nothing(bool weighted, int most)
    {
        LightGbmLibrary.Require();
        TrainingData data = ContractData.Rows(600);
        if (weighted) data = data with { Weights = Enumerable.Range(0, 600).Select(row => 0.1f + (row % 7)).ToArray() };
        string parameters = new RandomForestTrainer(new RandomForestOptions()).Parameters(ContractData.Context(), data);
        string all = parameters.Replace($"num_leaves={most} ", "num_leaves=1024 ", StringComparison.Ordinal);

        all.ShouldNotBe(parameters);
        Trees(data, parameters).ShouldBe(Trees(data, all));
    }

    private static string Trees(TrainingData data, string parameters)
    {
        using DatasetHandle dataset = LightGbmDataset.Create(data, parameters);
        using BoosterHandle booster = LightGbmBooster.Create(dataset, parameters);
        for (int i = 0; i < 10; i++) LightGbmBooster.Grow(booster);
        string text = LightGbmBooster.ModelText(booster, 10);
        return text[..text.IndexOf("\nparameters:", StringComparison.Ordinal)];
    }
}
