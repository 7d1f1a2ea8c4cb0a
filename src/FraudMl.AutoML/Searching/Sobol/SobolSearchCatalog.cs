namespace FraudMl;

/// <summary>Sobol search.</summary>
public static class SobolSearchCatalog
{
    extension(Search)
    {
        /// <summary>Returns Sobol search: points that fill the space more evenly than random ones, for at most 64 parameters.</summary>
        /// <remarks>Direction numbers of Joe and Kuo (2008), scrambled by the seed as Owen (1995). It ignores what earlier trials showed;
        /// powers of two of trials fill the space best.</remarks>
        /// <param name="options">The seed.</param>
        public static ISearchAlgorithm Sobol(SobolSearchOptions? options = null) => new SobolSearch(options ?? new SobolSearchOptions());
    }
}
