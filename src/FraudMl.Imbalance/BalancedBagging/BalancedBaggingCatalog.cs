namespace FraudMl;

/// <summary>Balanced bagging.</summary>
public static class BalancedBaggingCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns balanced bagging: models of one learner on random balanced samples, averaged.</summary>
        /// <param name="trainer">The learner of each sample; null takes 50 trees that choose from a third of the
        /// features at each split.</param>
        /// <param name="options">Samples and ratio.</param>
        /// <remarks>Margins are averaged, where imbalanced-learn averages probabilities, and the prior correction is part of the model.
        /// Maclin and Opitz, AAAI 1997.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ITrainer BalancedBagging(ITrainer? trainer = null, BalancedBaggingOptions? options = null)
        {
            options ??= new BalancedBaggingOptions();
            options.Validate();
            return new BalancedBaggingTrainer(trainer ?? EnsembleTrees.Forest, options);
        }
    }
}
