namespace FraudMl;

/// <summary>EasyEnsemble.</summary>
public static class EasyEnsembleCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns EasyEnsemble: a boosted learner on each of several balanced samples, averaged.</summary>
        /// <param name="trainer">The learner of each sample; null takes a decision tree of 8 leaves, which chooses from half of the
        /// features at each split.</param>
        /// <param name="options">Samples and ratio.</param>
        /// <remarks>Boosting is the real AdaBoost; its margins are far too sure, so calibrate. Liu, Wu and Zhou,
        /// IEEE SMC-B 39, 2009.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ITrainer EasyEnsemble(ITrainer? trainer = null, EasyEnsembleOptions? options = null)
        {
            options ??= new EasyEnsembleOptions();
            options.Validate();
            return new EasyEnsembleTrainer(trainer ?? EnsembleTrees.Small, options);
        }
    }
}
