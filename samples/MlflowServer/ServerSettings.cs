namespace MlflowServer;

/// <summary>What the command line says.</summary>
internal sealed record ServerSettings
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string BackendStoreUri { get; init; }

    public required string ArtifactsDestination { get; init; }

    public required string StaticPrefix { get; init; }

    public required string[] AllowedHosts { get; init; }

    public required string[] AllowedOrigins { get; init; }
}
