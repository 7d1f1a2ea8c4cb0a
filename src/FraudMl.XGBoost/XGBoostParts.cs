namespace FraudMl.Tuning;

/// <summary>What FraudMl.XGBoost offers to automatic searches.</summary>
public static class XGBoostParts
{
    /// <value>XGBoost.</value>
    public static IReadOnlyList<OfferedPart> All { get; } =
    [
        new("FraudMl.XGBoost", Trainers.XGBoost())
        {
            Portfolio =
            [
                Trainers.XGBoost(new() { TreeCount = 300, MaximumDepth = 4, LearningRate = 0.05, FeatureRatio = 0.5, RowRatio = 0.8 }),
                Trainers.XGBoost(new() { TreeCount = 200, MaximumDepth = 8, LearningRate = 0.05, FeatureRatio = 0.4, RowRatio = 0.7,
                    L2 = 10 }),
            ],
            Cost = 2,
            TakesMissing = true,
        },
    ];
}
