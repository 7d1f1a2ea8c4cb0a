namespace FraudMl;

/// <summary>The Wilcoxon pruner.</summary>
public static class WilcoxonPrunerCatalog
{
    extension(Pruners)
    {
        /// <summary>Returns a pruner that stops a trial whose folds are significantly worse than the same folds of the best trial so
        /// far.</summary>
        /// <remarks>The signed-rank test of Wilcoxon (1945) over the folds that both have, as Optuna's WilcoxonPruner; iterations are not
        /// judged. At a level of 0.1 at least four folds must have ended.</remarks>
        /// <param name="options">The level, and how many folds go before.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IPruner Wilcoxon(WilcoxonPrunerOptions? options = null)
        {
            options ??= new WilcoxonPrunerOptions();
            options.Validate();
            return new WilcoxonPruner(options);
        }
    }
}
