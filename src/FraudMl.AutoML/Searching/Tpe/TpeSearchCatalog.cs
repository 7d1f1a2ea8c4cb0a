namespace FraudMl;

/// <summary>The tree-structured Parzen estimator.</summary>
public static class TpeSearchCatalog
{
    extension(Search)
    {
        /// <summary>Returns the tree-structured Parzen estimator: proposes what is likely under the density of the good trials, l, and
        /// unlikely under that of the others, g.</summary>
        /// <remarks>
        /// Bergstra et al., NeurIPS 2011; multivariate as Falkner et al., ICML 2018; kernels and weights as Optuna's TPESampler. Pruned
        /// trials follow the completed ones, those that got further first; failed and cancelled ones are left out. Parameters of a choice
        /// are estimated from the trials that took it.
        /// </remarks>
        /// <param name="options">The quantile, the candidates and how running trials count.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ISearchAlgorithm Tpe(TpeSearchOptions? options = null)
        {
            options ??= new TpeSearchOptions();
            options.Validate();
            return new TpeSearch(options);
        }
    }
}
