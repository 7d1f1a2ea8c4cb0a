namespace FraudMl;

/// <summary>The learners of balanced samples where none is given.</summary>
internal static class EnsembleTrees
{
    /// <summary>A small tree: the weak learner that boosting asks for.</summary>
    public static ITrainer Small { get; } = Trainers.DecisionTree(new() { LeafCount = 8, MinimumRowsPerLeaf = 5, FeatureRatio = 0.5 });

    /// <summary>A small forest of small trees, for boosting that has one model a round and no other samples to average over.</summary>
    public static ITrainer SmallForest { get; } =
        Trainers.BaggedTrees(new() { TreeCount = 20, LeafCount = 16, MinimumRowsPerLeaf = 5, FeatureRatio = 0.5, RowRatio = 0.7 });

    /// <summary>A forest on all rows of its sample, as the samples are drawn at random already.</summary>
    public static ITrainer Forest { get; } = Trainers.BaggedTrees(new() { TreeCount = 50, RowRatio = 1 });

    /// <summary>One tree grown nearly to the end.</summary>
    public static ITrainer Deep { get; } = Trainers.DecisionTree(new() { LeafCount = 1024, MinimumRowsPerLeaf = 1, FeatureRatio = 0.2,
        MaximumBinCount = 1023 });
}
