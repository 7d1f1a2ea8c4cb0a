namespace FraudMl;

/// <summary>Sees every event of an experiment, one after the other, in order.</summary>
public interface IExperimentObserver
{
    /// <summary>Takes notice of an event. An observer that throws is reported once and never stops the experiment.</summary>
    /// <param name="experimentEvent">What happened.</param>
    /// <param name="cancellationToken">Cancelled only when the process must end; events of a cancelled experiment still arrive.</param>
    ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken);
}
