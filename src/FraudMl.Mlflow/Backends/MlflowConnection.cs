namespace FraudMl.Mlflow;

/// <summary>An open tracking store: one implementation per area.</summary>
public sealed record MlflowConnection
{
    private IMlflowWebhooks? _webhooks;

    /// <summary>The experiments.</summary>
    public required IMlflowExperiments Experiments { get; init; }

    /// <summary>The runs.</summary>
    public required IMlflowRuns Runs { get; init; }

    /// <summary>The logged models.</summary>
    public required IMlflowLoggedModels LoggedModels { get; init; }

    /// <summary>The model registry.</summary>
    public required IMlflowRegistry Registry { get; init; }

    /// <summary>The webhooks of the registry; asking a store that has none is an error.</summary>
    public IMlflowWebhooks Webhooks { get => _webhooks ?? throw Lacks("webhooks"); init => _webhooks = value; }

    /// <summary>What the server says about itself; asking a store that says nothing is an error.</summary>
    public IMlflowServer Server { get => field ?? throw Lacks("server information"); init; }

    /// <summary>The files behind <c>mlflow-artifacts:/</c>; asking a store without a proxy is an error.</summary>
    public IMlflowArtifactProxy ArtifactProxy { get => field ?? throw Lacks("artifact proxy"); init; }

    /// <summary>Where artifact URIs lead.</summary>
    public required IMlflowArtifactStore ArtifactStore { get; init; }

    /// <summary>Where the store is, where its tracking URI alone does not say so, such as the workspace behind <c>databricks</c>; null
    /// for the tracking URI. It tells two stores apart, and has no secret in it.</summary>
    public string? Address { get; init; }

    /// <summary>What to dispose with the connection.</summary>
    public IDisposable? Resource { get; init; }

    /// <summary>The files that the registry keeps itself, at <c>models:/NAME/VERSION/path</c>; null where a version only says where
    /// they are.</summary>
    internal IMlflowArtifactStore? RegistryFiles { get; init; }

    /// <summary>What it logs in with, which must stand in no text.</summary>
    internal IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Returns a connection whose registry, with its webhooks, is that of another store.</summary>
    internal MlflowConnection WithRegistryOf(MlflowConnection other) => this with
    {
        Registry = other.Registry,
        _webhooks = other._webhooks,
        RegistryFiles = other.RegistryFiles,
        Secrets = [.. Secrets, .. other.Secrets],
        Resource = new TwoResources(Resource, other.Resource),
    };

    private static MlflowException Lacks(string what) =>
        new(MlflowErrorCodes.NotImplemented, $"This kind of tracking store has no {what}.");
}
