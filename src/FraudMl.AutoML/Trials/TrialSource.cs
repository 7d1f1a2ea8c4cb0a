namespace FraudMl;

/// <summary>Where a phase's trials come from; called by one thread at a time.</summary>
internal abstract class TrialSource
{
    /// <value>How many trials there are at the most; null when there is no end.</value>
    public abstract int? TrialCount { get; }

    /// <value>How many trials are proposed before those proposed have ended.</value>
    public virtual int BatchSize => int.MaxValue;

    /// <value>What may stop a trial early.</value>
    public virtual IPruner? Pruner => null;

    /// <value>What a trial is tried with before it runs in full.</value>
    public virtual Fidelity? Fidelity => null;

    /// <summary>Returns the next trial, under a number and with its seed, or null when there are none left.</summary>
    public abstract Proposal? Next(int number, int seed);

    /// <summary>Takes notice of how a trial ended.</summary>
    public virtual void OnEnded(Proposal proposal, TrialEvent ended)
    {
    }

    /// <summary>Takes notice that every trial proposed so far has ended.</summary>
    public virtual void OnBatchEnded()
    {
    }
}
