namespace FraudMl;

/// <summary>Cost-frugal optimization.</summary>
public static class CostFrugalSearchCatalog
{
    extension(Search)
    {
        /// <summary>Returns CFO, cost-frugal optimization: begins where trials are cheap and walks downhill by FLOW², which needs no model
        /// and no start at random.</summary>
        /// <remarks>
        /// Wu et al., AAAI 2021. It begins at the low end of what is costly, such as the number of trees, and in the middle of
        /// the rest, or at the best trial that there is. When a walk has converged, another begins anywhere.
        /// </remarks>
        /// <param name="options">The first step.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ISearchAlgorithm CostFrugal(CostFrugalSearchOptions? options = null)
        {
            options ??= new CostFrugalSearchOptions();
            options.Validate();
            return new CostFrugalSearch(options);
        }
    }
}
