namespace FraudMl;

/// <summary>BlendSearch.</summary>
public static class BlendSearchCatalog
{
    extension(Search)
    {
        /// <summary>Returns BlendSearch: walks downhill as cost-frugal optimization does, and a search that looks everywhere, which begins
        /// new walks where it finds something; the one with the least estimated cost for improvement goes on.</summary>
        /// <remarks>
        /// Wang et al., ICLR 2021. The first trials are cheap, and what is costly grows a step at a time. A walk that a better one would
        /// reach is merged with it.
        /// </remarks>
        /// <param name="options">The search that looks everywhere, and the first step.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ISearchAlgorithm BlendSearch(BlendSearchOptions? options = null)
        {
            options ??= new BlendSearchOptions();
            options.Validate();
            return new BlendSearch(options);
        }
    }
}
