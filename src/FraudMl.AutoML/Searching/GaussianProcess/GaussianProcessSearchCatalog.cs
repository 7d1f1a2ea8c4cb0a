namespace FraudMl;

/// <summary>Bayesian optimization by a Gaussian process.</summary>
public static class GaussianProcessSearchCatalog
{
    extension(Search)
    {
        /// <summary>Returns Bayesian optimization by a Gaussian process: proposes where the logarithm of the expected improvement is
        /// largest.</summary>
        /// <remarks>
        /// Matérn 5/2 kernel with a length scale for each parameter (Snoek et al., NeurIPS 2012), log-EI (Ament et al., NeurIPS 2023).
        /// Scores are warped: the worse half by ranks, then Yeo–Johnson. Choices are one-hot, parameters of a choice not taken stand in
        /// the middle of their range. Running trials count as they are predicted, failed ones as the worst, pruned ones as their last
        /// value, at most the median. Fewest trials of all searches; time grows with the cube of the trials.
        /// </remarks>
        /// <param name="options">The candidates and how many trials the model is fitted to.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ISearchAlgorithm GaussianProcess(GaussianProcessSearchOptions? options = null)
        {
            options ??= new GaussianProcessSearchOptions();
            options.Validate();
            return new GaussianProcessSearch(options);
        }
    }
}
