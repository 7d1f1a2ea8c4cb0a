namespace FraudMl;

/// <summary>The balanced random forest.</summary>
public static class BalancedForestCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns a balanced random forest: each tree is grown on a balanced bootstrap sample of its own.</summary>
        /// <param name="options">Samples and ratio.</param>
        /// <remarks>The prior correction is part of the model. Chen, Liaw and Breiman, technical report 666, Berkeley 2004.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ITrainer BalancedRandomForest(BalancedForestOptions? options = null)
        {
            options ??= new BalancedForestOptions();
            options.Validate();
            return new BalancedForestTrainer(options);
        }
    }
}
