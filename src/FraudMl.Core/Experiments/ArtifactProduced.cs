namespace FraudMl;

/// <summary>A file worth keeping: a chart, a table, a report.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial it belongs to; null for the whole experiment.</param>
/// <param name="Path">Its relative path with forward slashes, for example <c>curves/roc.png</c>.</param>
/// <param name="MediaType">Its media type, for example <c>image/png</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ArtifactProduced(
    string Experiment, DateTimeOffset At, TrialInfo? Trial, string Path, string MediaType, ReadOnlyMemory<byte> Content)
    : ExperimentEvent(Experiment, At);
