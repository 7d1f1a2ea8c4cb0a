namespace FraudMl.Tuning;

/// <summary>What FraudMl.LightGbm offers to automatic searches.</summary>
public static class LightGbmParts
{
    private const string Package = "FraudMl.LightGbm";

    /// <value>LightGBM and its random forest.</value>
    public static IReadOnlyList<OfferedPart> All { get; } =
    [
        new(Package, Trainers.LightGbm())
        {
            Portfolio =
            [
                Trainers.LightGbm(new() { TreeCount = 300, LearningRate = 0.05, FeatureRatio = 0.5, RowRatio = 0.8 }),
                Trainers.LightGbm(new() { TreeCount = 200, LeafCount = 7, LearningRate = 0.1, FeatureRatio = 0.5, L2 = 10 }),
                Trainers.LightGbm(new() { TreeCount = 300, LeafCount = 40, LearningRate = 0.05, MinimumRowsPerLeaf = 5, FeatureRatio = 0.4,
                    RowRatio = 0.7, L2 = 10 }),
            ],
            TakesMissing = true,
        },
        new(Package, Trainers.RandomForest())
        {
            Portfolio = [Trainers.RandomForest(new() { TreeCount = 200, FeatureRatio = 0.15, MinimumRowsPerLeaf = 1 })],
            Cost = 15,
            TakesMissing = true,
        },
    ];
}
