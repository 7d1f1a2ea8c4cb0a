namespace FraudMl;

internal static class EnsembleTrees
{
    /// <summary>A small forest of small trees: the weak learner that boosting asks for.</summary>
    public static ITrainer Default { get; } = Trainers.FastForest(new() { TreeCount = 20, LeafCount = 4 });
}
