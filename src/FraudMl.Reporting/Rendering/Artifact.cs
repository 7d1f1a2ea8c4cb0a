using System.Text;

namespace FraudMl.Reporting;

/// <summary>Wraps bytes as artifact events, at the time of the event they were rendered from.</summary>
internal static class Artifact
{
    /// <summary>Returns the charts that could be drawn.</summary>
    public static IEnumerable<ArtifactProduced> Pngs(ExperimentEvent from, TrialInfo? trial,
        params ReadOnlySpan<(string Path, byte[]? Png)> charts)
    {
        List<ArtifactProduced> drawn = [];
        foreach ((string path, byte[]? png) in charts)
        {
            if (png is not null) drawn.Add(new(from.Experiment, from.At, trial, path, "image/png", png));
        }

        return drawn;
    }

    public static ArtifactProduced Text(ExperimentEvent from, string path, string mediaType, string text) =>
        new(from.Experiment, from.At, null, path, mediaType, Encoding.UTF8.GetBytes(text));
}
