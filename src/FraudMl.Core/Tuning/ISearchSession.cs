namespace FraudMl;

/// <summary>One search under way.</summary>
public interface ISearchSession
{
    /// <value>How many proposals there are in all; null when there is no end.</value>
    int? TrialCount { get; }

    /// <summary>Returns the next parameters, or null when there are none left.</summary>
    /// <param name="history">The trials so far, running ones included, in the order they were proposed.</param>
    ParameterSet? Propose(IReadOnlyList<SearchTrial> history);
}
