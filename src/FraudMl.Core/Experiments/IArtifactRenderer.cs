namespace FraudMl;

/// <summary>Renders charts and reports from events; what it returns travels on to the observers as <see cref="ArtifactProduced"/>.</summary>
public interface IArtifactRenderer
{
    /// <summary>Renders what an event is worth showing.</summary>
    /// <param name="experimentEvent">What happened.</param>
    IEnumerable<ArtifactProduced> Render(ExperimentEvent experimentEvent);
}
