namespace FraudMl;

/// <summary>The covariance matrix adaptation evolution strategy.</summary>
public static class CmaEsSearchCatalog
{
    extension(Search)
    {
        /// <summary>Returns CMA-ES: a normal distribution that moves, turns and shrinks towards the better trials of each
        /// generation.</summary>
        /// <remarks>
        /// Constants of Hansen's tutorial (arXiv 1604.00772), negative weights included; whole numbers keep a margin (Hamano et al., GECCO
        /// 2022); a start from earlier trials as Nomura et al. (AAAI 2021). Choices have probabilities of their own, that move with the
        /// same weights. When it has converged it starts anew with twice the population (IPOP). Best for numbers only and hundreds of
        /// trials.
        /// </remarks>
        /// <param name="options">Population, step size and start.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ISearchAlgorithm CmaEs(CmaEsSearchOptions? options = null)
        {
            options ??= new CmaEsSearchOptions();
            options.Validate();
            return new CmaEsSearch(options);
        }
    }
}
