namespace FraudMl;

internal static class EnsembleTrees
{
    /// <summary>A small tree: the weak learner that boosting asks for.</summary>
    public static ITrainer Default { get; } = Trainers.FastForest(new() { TreeCount = 1, LeafCount = 8, FeatureRatio = 1 });
}
