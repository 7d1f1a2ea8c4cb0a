namespace FraudMl.Tests;

/// <summary>Renders the name of each event.</summary>
internal sealed class NameRenderer : IArtifactRenderer
{
    public bool Fails { get; init; }

    public IEnumerable<ArtifactProduced> Render(ExperimentEvent experimentEvent)
    {
        if (Fails) throw new InvalidOperationException("No fonts.");
        string name = experimentEvent.GetType().Name;
        yield return new ArtifactProduced(experimentEvent.Experiment, experimentEvent.At, (experimentEvent as TrialEvent)?.Trial, name,
            "text/plain", default);
    }
}
