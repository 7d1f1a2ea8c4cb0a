namespace FraudMl.Serving;

/// <summary>An observer whose failures are told to operators and to nobody else: the answer that it was to see stands.</summary>
internal sealed class GuardedObserver(string served, IScoringObserver observer, CallbackFailures failures) : IScoringObserver
{
    public void Scored(in ScoredBlock rows)
    {
        try
        {
            observer.Scored(rows);
        }
        catch (Exception failed)
        {
            failures.Count(served, observer, failed);
        }
    }

    /// <summary>Returns the observer.</summary>
    public override string ToString() => observer.ToString() ?? "";
}
