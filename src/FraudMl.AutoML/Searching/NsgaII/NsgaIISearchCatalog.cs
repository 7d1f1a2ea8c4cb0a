namespace FraudMl;

/// <summary>NSGA-II.</summary>
public static class NsgaIISearchCatalog
{
    extension(Search)
    {
        /// <summary>Returns NSGA-II: generations that move to the front of several objectives and spread along it.</summary>
        /// <remarks>
        /// Deb et al., IEEE TEC 6(2), 2002: fast non-dominated sorting, crowding distance, binary tournaments, simulated binary crossover
        /// and polynomial mutation, one parameter in each trial on average. Choices are taken from either parent and drawn anew by
        /// mutation. The first generation fills the space evenly. It needs hundreds of trials; one objective is searched as well.
        /// </remarks>
        /// <param name="options">Population, crossover and mutation.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static ISearchAlgorithm NsgaII(NsgaIISearchOptions? options = null)
        {
            options ??= new NsgaIISearchOptions();
            options.Validate();
            return new NsgaIISearch(options);
        }
    }
}
