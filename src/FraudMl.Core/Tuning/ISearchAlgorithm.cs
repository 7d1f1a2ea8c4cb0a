namespace FraudMl;

/// <summary>Proposes the next trial's parameters from what is known of the earlier ones.</summary>
public interface ISearchAlgorithm
{
    /// <value>The algorithm's name, for example <c>random</c>.</value>
    string Name { get; }

    /// <value>Whether it looks for the front of several objectives; a search that ignores its history does as well. Default false.</value>
    bool TakesSeveralObjectives => false;

    /// <summary>Begins a search; one session serves one search and is called by one thread at a time.</summary>
    /// <param name="space">The parameters and their ranges.</param>
    /// <param name="seed">The seed of everything random.</param>
    ISearchSession Start(ParameterSpace space, int seed);

    /// <summary>Begins a search whose budget is known; one that plans by it does so here.</summary>
    /// <param name="space">The parameters and their ranges.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="budget">The trials and the time that the search has; null where nobody knows.</param>
    ISearchSession Start(ParameterSpace space, int seed, Budget? budget) => Start(space, seed);
}
