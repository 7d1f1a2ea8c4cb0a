using System.Text;

namespace FraudMl.Tests;

/// <summary>Renders the name of each finished trial.</summary>
internal sealed class TrialNotes : IArtifactRenderer
{
    public IEnumerable<ArtifactProduced> Render(ExperimentEvent experimentEvent)
    {
        if (experimentEvent is TrialCompleted { Trial: var trial } completed)
            yield return new ArtifactProduced(completed.Experiment, completed.At, trial, "notes/trial.txt", "text/plain",
                Encoding.UTF8.GetBytes(trial.Name));
    }
}
