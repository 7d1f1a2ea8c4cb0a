namespace FraudMl.Mlflow;

/// <summary>An open tracking store: one implementation per area.</summary>
public sealed record MlflowConnection
{
    /// <summary>The experiments.</summary>
    public required IMlflowExperiments Experiments { get; init; }

    /// <summary>The runs.</summary>
    public required IMlflowRuns Runs { get; init; }

    /// <summary>The logged models.</summary>
    public required IMlflowLoggedModels LoggedModels { get; init; }

    /// <summary>The model registry.</summary>
    public required IMlflowRegistry Registry { get; init; }

    /// <summary>Where artifact URIs lead.</summary>
    public required IMlflowArtifactStore ArtifactStore { get; init; }

    /// <summary>What to dispose with the connection.</summary>
    public IDisposable? Resource { get; init; }
}
