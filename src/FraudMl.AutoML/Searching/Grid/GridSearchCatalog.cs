namespace FraudMl;

/// <summary>Grid search.</summary>
public static class GridSearchCatalog
{
    extension(Search)
    {
        /// <summary>Returns grid search: every combination of a few values of each parameter, shuffled, so that a budget smaller than the
        /// grid samples all of it.</summary>
        /// <param name="options">The number of values and the seed of the order.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ISearchAlgorithm Grid(GridSearchOptions? options = null)
        {
            options ??= new GridSearchOptions();
            options.Validate();
            return new GridSearch(options);
        }
    }
}
