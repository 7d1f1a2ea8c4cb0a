namespace FraudMl;

/// <summary>RUSBoost.</summary>
public static class RusBoostCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns RUSBoost: boosting whose every round learns from a random balanced sample of the reweighed rows.</summary>
        /// <param name="trainer">The learner of each sample; null takes 20 bagged trees of 16 leaves.</param>
        /// <param name="options">Samples and ratio.</param>
        /// <remarks>Boosting is the real AdaBoost; its margins are far too sure, so calibrate. Seiffert et al.,
        /// IEEE SMC-A 40, 2010.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ITrainer RusBoost(ITrainer? trainer = null, RusBoostOptions? options = null)
        {
            options ??= new RusBoostOptions();
            options.Validate();
            return new RusBoostTrainer(trainer ?? EnsembleTrees.SmallForest, options);
        }
    }
}
