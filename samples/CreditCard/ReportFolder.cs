using FraudMl;
using FraudMl.Experiments;

namespace CreditCard;

/// <summary>Keeps the experiment's reports in the output folder too, beside the tracking store.</summary>
internal sealed class ReportFolder(string outputFolder) : IExperimentObserver
{
    public async ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken)
    {
        if (experimentEvent is not ArtifactProduced { Trial: null } artifact) return;
        string file = Path.Combine(outputFolder, "report", artifact.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, artifact.Content, cancellationToken);
    }
}
