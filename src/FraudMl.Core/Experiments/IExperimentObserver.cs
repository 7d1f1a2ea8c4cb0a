namespace FraudMl.Experiments;

/// <summary>Sees every event of an experiment, one after the other, in order.</summary>
public interface IExperimentObserver
{
    /// <summary>Takes notice of an event. An observer that throws is reported once and never stops the experiment.</summary>
    /// <param name="experimentEvent">What happened.</param>
    /// <param name="cancellationToken">
    /// Cancelled five seconds after the experiment was: its last events still arrive, and an observer that hangs is then left behind.
    /// </param>
    ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken);
}
