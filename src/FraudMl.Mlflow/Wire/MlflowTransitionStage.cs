namespace FraudMl.Mlflow;

/// <summary>Moves a version to another stage.</summary>
public sealed record MlflowTransitionStage
{
    /// <summary>The registered model.</summary>
    public required string Name { get; init; }

    /// <summary>The number, as text.</summary>
    public required string Version { get; init; }

    /// <summary><c>None</c>, <c>Staging</c>, <c>Production</c> or <c>Archived</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Whether versions that are in the stage now are archived.</summary>
    public required bool ArchiveExistingVersions { get; init; }
}
