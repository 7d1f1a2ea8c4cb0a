namespace FraudMl;

/// <summary>Stops a hopeless trial early.</summary>
public interface IPruner
{
    /// <value>The pruner's name.</value>
    string Name { get; }

    /// <summary>Returns whether a running trial should stop.</summary>
    /// <param name="running">The running trial with the folds it has finished.</param>
    /// <param name="history">The other trials.</param>
    bool ShouldStop(SearchTrial running, IReadOnlyList<SearchTrial> history);
}
