namespace FraudMl.Mlflow;

/// <summary>Identity, status and place of a logged model.</summary>
public sealed record MlflowLoggedModelInfo
{
    /// <summary>The id, <c>m-</c> and 32 hex digits.</summary>
    public string ModelId { get => field ?? ""; init; }

    /// <summary>The experiment that owns it.</summary>
    public string ExperimentId { get => field ?? ""; init; }

    /// <summary>Name; several models may share it.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Epoch milliseconds of the creation.</summary>
    public long CreationTimestampMs { get; init; }

    /// <summary>Epoch milliseconds of the last change.</summary>
    public long LastUpdatedTimestampMs { get; init; }

    /// <summary>URI of its files.</summary>
    public string ArtifactUri { get => field ?? ""; init; }

    /// <summary>Whether its files are complete.</summary>
    public MlflowLoggedModelStatus Status { get; init; }

    /// <summary>Free text, such as <c>classifier</c>.</summary>
    public string ModelType { get => field ?? ""; init; }

    /// <summary>The run that made it.</summary>
    public string SourceRunId { get => field ?? ""; init; }

    /// <summary>Why the upload failed.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
