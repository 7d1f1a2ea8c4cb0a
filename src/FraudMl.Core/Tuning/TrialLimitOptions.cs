namespace FraudMl;

/// <summary>What one trial may take; one that takes more fails with its figure, and the others go on.</summary>
public sealed record TrialLimitOptions : ValidatedOptions
{
    /// <value>
    /// The time from the start of the trial, above zero and at most 49 days. It is then cancelled between two iterations of its learner; in
    /// process, a learner that does not listen is left behind. Null for no limit. Default null.
    /// </value>
    public TimeSpan? Duration { get; init; }

    /// <value>
    /// The memory in bytes, at least 128 MB. A worker process that holds more, runtime and data included, is ended. In process a trial is
    /// refused before its learner begins where features and learner would take more by estimate. Null for no limit. Default null.
    /// </value>
    [Rule(AtLeast = 128 * 1024 * 1024)]
    public long? Memory { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Duration is { } duration && (duration <= TimeSpan.Zero || duration > TimeSpan.FromDays(49)))
            yield return $"Duration must be greater than zero and at most 49 days. Got {duration} instead.";
    }
}
