namespace FraudMl;

/// <summary>Options of the patient pruner.</summary>
public sealed record PatientPrunerOptions : ValidatedOptions
{
    /// <value>For how many values a trial may stay below its best before the other pruner is asked, at least 0. Default 5.</value>
    [Rule(AtLeast = 0)]
    public int PatienceCount { get; init; } = 5;

    /// <value>How far below its best a trial may stay without being judged, at least 0. Default 0.</value>
    [Rule(AtLeast = 0)]
    public double MinimumDelta { get; init; }
}
