namespace FraudMl;

/// <summary>Proposes the next trial's parameters from what is known of the earlier ones.</summary>
public interface ISearchAlgorithm
{
    /// <value>The algorithm's name, for example <c>random</c>.</value>
    string Name { get; }

    /// <summary>Begins a search; one session serves one search and is called by one thread at a time.</summary>
    /// <param name="space">The parameters and their ranges.</param>
    /// <param name="seed">The seed of everything random.</param>
    ISearchSession Start(ParameterSpace space, int seed);

    /// <summary>Begins a search whose budget is known; one that plans by it does so here.</summary>
    /// <param name="space">The parameters and their ranges.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="trialCount">How many trials there will be at the most; null where only time ends the search.</param>
    ISearchSession Start(ParameterSpace space, int seed, int? trialCount) => Start(space, seed);
}
