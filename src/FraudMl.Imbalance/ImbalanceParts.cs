namespace FraudMl.Tuning;

/// <summary>What FraudMl.Imbalance offers to automatic searches.</summary>
/// <remarks>
/// SMOTE and its kin are not among them: on strong learners, and calibrated, they gain nothing that is more than noise
/// (<see href="https://arxiv.org/abs/2201.08528">Elor and Averbuch-Elor 2022</see>) and take most of the time.
/// </remarks>
public static class ImbalanceParts
{
    private const string Package = "FraudMl.Imbalance";

    /// <value>Class weights, random under-sampling and the balanced random forest.</value>
    public static IReadOnlyList<OfferedPart> All { get; } =
    [
        new(Package, Resamplers.ClassWeights(new() { PositiveWeight = 10 })),
        new(Package, Resamplers.RandomUnder(new() { TargetRatio = 0.1 })) { Cost = 0.3 },
        new(Package, Trainers.BalancedRandomForest()) { Cost = 8 },
    ];
}
