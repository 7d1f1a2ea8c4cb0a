namespace FraudMl;

/// <summary>The automatic choice of a search.</summary>
public static class AutoSearchCatalog
{
    extension(Search)
    {
        /// <summary>Returns a search that chooses another by the space and by how many trials are done and left: grid where every
        /// combination can be tried, else a Gaussian process while it is affordable, then CMA-ES over numbers or TPE.</summary>
        /// <remarks>
        /// Grid: no more combinations than trials. Gaussian process: up to 40 parameters and the first 250 trials; of a budget of fewer
        /// than 40 trials, it begins with a quarter of them. Beyond: CMA-ES, started from the trials so far, where all parameters are
        /// numbers, else TPE. Where the budget is time only, trials of parameters that cost time begin by BlendSearch until 50 more fit
        /// in, and where more than 10,000 do, the Gaussian process ends after 50.
        /// </remarks>
        /// <param name="options">The seed.</param>
        public static ISearchAlgorithm Auto(AutoSearchOptions? options = null) => new AutoSearch(options ?? new AutoSearchOptions());
    }
}
