namespace FraudMl;

/// <summary>Random search.</summary>
public static class RandomSearchCatalog
{
    extension(Search)
    {
        /// <summary>Returns random search: every trial draws each parameter anew, uniform on its scale.</summary>
        /// <param name="options">The seed.</param>
        public static ISearchAlgorithm Random(RandomSearchOptions? options = null) =>
            new RandomSearch(options ?? new RandomSearchOptions());
    }
}
