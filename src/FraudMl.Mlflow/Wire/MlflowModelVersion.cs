namespace FraudMl.Mlflow;

/// <summary>One version of a registered model.</summary>
public sealed record MlflowModelVersion
{
    /// <summary>The registered model.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>The number, as text.</summary>
    public string Version { get => field ?? ""; init; }

    /// <summary>Epoch milliseconds of the creation.</summary>
    public long CreationTimestamp { get; init; }

    /// <summary>Epoch milliseconds of the last change.</summary>
    public long LastUpdatedTimestamp { get; init; }

    /// <summary>Stage; <c>None</c> where aliases are used instead.</summary>
    public string CurrentStage { get => field ?? ""; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>URI of the model, such as <c>models:/m-…</c>.</summary>
    public string Source { get => field ?? ""; init; }

    /// <summary>The run that made it.</summary>
    public string RunId { get => field ?? ""; init; }

    /// <summary>Whether it can be used.</summary>
    public MlflowModelVersionStatus Status { get; init; }

    /// <summary>Why it can not be used.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Link to the run where it lives elsewhere.</summary>
    public string? RunLink { get; init; }

    /// <summary>Aliases that point to it.</summary>
    public IReadOnlyList<string> Aliases { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
