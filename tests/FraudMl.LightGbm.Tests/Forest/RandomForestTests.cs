using FraudMl.Tests.Native;
using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

public sealed class RandomForestTests
{
    [Fact]
    public void The_mean_of_the_trees_is_LightGBMs_own_vote()
    {
        LightGbmLibrary.Require();
        TrainingData data = ContractData.Rows(3000);
        string parameters = new RandomForestTrainer(new RandomForestOptions()).Parameters(ContractData.Context());
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
}
