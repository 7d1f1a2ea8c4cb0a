namespace FraudMl;

/// <summary>Where a phase's trials come from; called by one thread at a time.</summary>
internal abstract class TrialSource
{
    /// <value>How many trials there are at the most; null when there is no end.</value>
    public abstract int? TrialCount { get; }

    /// <summary>Returns the next trial, or null when there are none left.</summary>
    public abstract Proposal? Next(int number);

    /// <summary>Takes notice of a fold that a trial finished.</summary>
    public virtual void OnFold(TrialInfo trial, FoldResult fold)
    {
    }

    /// <summary>Takes notice of a trial that finished.</summary>
    public virtual void OnCompleted(TrialInfo trial, CrossValidationReport report)
    {
    }
}
