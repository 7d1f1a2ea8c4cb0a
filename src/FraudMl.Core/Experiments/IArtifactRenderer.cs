namespace FraudMl.Experiments;

/// <summary>Renders charts and reports from events; what it returns travels on to the observers as
/// <see cref="ArtifactProduced"/>.</summary>
/// <remarks>Artifacts arrive right after their event, or right before it when the event ends its trial or the experiment. A renderer that
/// throws is reported once.</remarks>
public interface IArtifactRenderer
{
    /// <summary>Renders what an event is worth showing.</summary>
    /// <param name="experimentEvent">What happened.</param>
    IEnumerable<ArtifactProduced> Render(ExperimentEvent experimentEvent);
}
