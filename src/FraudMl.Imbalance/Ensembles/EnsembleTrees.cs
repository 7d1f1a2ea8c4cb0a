namespace FraudMl;

internal static class EnsembleTrees
{
    /// <summary>A small forest of small trees: the weak learner that boosting asks for.</summary>
    public static ITrainer Default { get; } = Trainers.FastForest(new() { TreeCount = 20, LeafCount = 4 });

    /// <summary>One deep tree on all rows of its sample, as the samples are drawn at random already.</summary>
    public static ITrainer Deep { get; } = Trainers.FastForest(new() { TreeCount = 1, LeafCount = 128, MinimumRowsPerLeaf = 1, RowRatio = 1 });
}
