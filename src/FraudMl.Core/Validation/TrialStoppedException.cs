namespace FraudMl.Validation;

/// <summary>A cross-validation was stopped by the answer to its progress.</summary>
public sealed class TrialStoppedException : OperationCanceledException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="step">Where it was stopped.</param>
    public TrialStoppedException(TrialStep step)
        : base($"The cross-validation was stopped after {step}.") => Step = step;

    /// <value>Where it was stopped: of all places the first, whichever fold got there first.</value>
    public TrialStep Step { get; }
}
