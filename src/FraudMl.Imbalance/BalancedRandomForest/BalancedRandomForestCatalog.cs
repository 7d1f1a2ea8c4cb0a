namespace FraudMl;

/// <summary>The balanced random forest.</summary>
public static class BalancedRandomForestCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns the balanced random forest: trees, each on a bootstrap of the smaller class and as many
        /// rows of the larger one.</summary>
        /// <param name="trainer">The learner of each sample; null takes one tree of up to 1024 leaves with single rows in a leaf, which
        /// chooses from a fifth of the features at each split.</param>
        /// <param name="options">Trees and ratio.</param>
        /// <remarks>Margins are averaged, where imbalanced-learn averages probabilities; deep trees are far too sure, so calibrate. Chen,
        /// Liaw and Breiman, 2004.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ITrainer BalancedRandomForest(ITrainer? trainer = null, BalancedRandomForestOptions? options = null)
        {
            options ??= new BalancedRandomForestOptions();
            options.Validate();
            return new BalancedRandomForestTrainer(trainer ?? EnsembleTrees.Deep, options);
        }
    }
}
