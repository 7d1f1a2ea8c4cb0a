namespace FraudMl;

/// <summary>Adds decision trees to the catalogue of trainers.</summary>
public static class TreesCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns one decision tree (CART) whose leaves are log-odds; missing values go to the side that gains more.</summary>
        /// <param name="options">The options.</param>
        /// <remarks>
        /// A split is the one that lowers the Gini impurity most, by weight (Breiman, Friedman, Olshen and Stone, 1984).
        /// Every feature is looked at, and a threshold is the middle between two values.
        /// </remarks>
        public static ITrainer DecisionTree(DecisionTreeOptions? options = null) =>
            new DecisionTreeTrainer(options ?? new DecisionTreeOptions());

        /// <summary>Returns bagged trees, with <see cref="TreeOptions.FeatureRatio"/> below 1 a random forest, without native code; missing
        /// values are welcome.</summary>
        /// <param name="options">The options.</param>
        /// <remarks>
        /// The mean of the trees' shares of frauds becomes log-odds by Platt scaling over the votes of trees that had
        /// not seen a row. Breiman, Machine Learning 24, 1996, and 45, 2001.
        /// </remarks>
        public static ITrainer BaggedTrees(BaggedTreesOptions? options = null) =>
            new BaggedTreesTrainer(options ?? new BaggedTreesOptions());
    }
}
