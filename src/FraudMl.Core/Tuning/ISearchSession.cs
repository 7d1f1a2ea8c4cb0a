namespace FraudMl.Tuning;

/// <summary>One search under way.</summary>
public interface ISearchSession
{
    /// <value>How many proposals there are in all; null when there is no end.</value>
    int? TrialCount { get; }

    /// <value>Whether proposals depend on the trials before; trials then run in batches, each proposed from what the batches before it
    /// showed. Default true.</value>
    bool UsesHistory => true;

    /// <summary>Returns the next parameters, or null when there are none left.</summary>
    /// <param name="history">
    /// The trials so far in the order they were proposed: those of earlier batches as they ended, and those of
    /// this batch as running, without values, whatever they have shown meanwhile. Empty for a search that does not use it.
    /// </param>
    ParameterSet? Propose(IReadOnlyList<SearchTrial> history);
}
