namespace FraudMl.Tuning;

/// <summary>What FraudMl.MlNet offers to automatic searches.</summary>
public static class MlNetParts
{
    private const string Package = "FraudMl.MlNet";

    /// <value>Trees and forests in managed code; LightGBM does the same faster where it is there.</value>
    public static IReadOnlyList<OfferedPart> All { get; } =
    [
        new(Package, Trainers.FastTree())
        {
            Portfolio = [Trainers.FastTree(new() { TreeCount = 300, LeafCount = 10, FeatureRatio = 0.5 })],
            Cost = 4,
            ReplacedBy = "LightGBM",
        },
        new(Package, Trainers.FastForest()) { Cost = 6, ReplacedBy = "LightGBM" },
    ];
}
