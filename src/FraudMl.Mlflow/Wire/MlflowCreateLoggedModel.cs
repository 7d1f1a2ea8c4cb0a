namespace FraudMl.Mlflow;

/// <summary>Asks for a new logged model.</summary>
public sealed record MlflowCreateLoggedModel
{
    /// <summary>The experiment.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>Name. Default: a made-up one.</summary>
    public string? Name { get; init; }

    /// <summary>Free text, such as <c>classifier</c>.</summary>
    public string? ModelType { get; init; }

    /// <summary>The run that made it.</summary>
    public string? SourceRunId { get; init; }

    /// <summary>Parameters, at most 100; more by <see cref="IMlflowLoggedModels.LogParamsAsync"/>.</summary>
    public IReadOnlyList<MlflowParam> Params { get => field ?? []; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
