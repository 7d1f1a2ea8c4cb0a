using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>What a model's URI means now: an alias and the latest version are resolved once.</summary>
/// <param name="Uri">The URI that always means the same files.</param>
/// <param name="Name">The registered model; null for a run's or a logged model.</param>
/// <param name="Version">The registered version; null for a run's or a logged model.</param>
/// <param name="RegisteredHash">The SHA-256 of MLmodel that the version has as a tag; null where none was written.</param>
internal sealed record ModelPlace(string Uri, string? Name, string? Version, string? RegisteredHash)
{
    public static async Task<ModelPlace> OfAsync(MlflowClient client, string uri, CancellationToken cancellationToken)
    {
        (string? name, string? version) = await ModelUri.ResolveAsync(client, uri, cancellationToken).ConfigureAwait(false);
        if (version is null) return new ModelPlace(uri, name, null, null);
        MlflowModelVersion registered =
            (await client.Registry.GetVersionAsync(name!, version, cancellationToken).ConfigureAwait(false)).ModelVersion;
        string? hash = registered.Tags.FirstOrDefault(tag => tag.Key == LoggedFraudModel.HashTag)?.Value;
        return new ModelPlace($"models:/{name}/{version}", name, version, hash);
    }

    /// <summary>Throws when MLmodel is not the one that was registered.</summary>
    /// <param name="asked">The URI that was asked for.</param>
    /// <param name="digest">The SHA-256 of the MLmodel that came.</param>
    public void Require(string asked, string digest)
    {
        if (RegisteredHash is null || RegisteredHash == digest) return;
        throw new FraudMlException(
            $"'{asked}' is version {Version} of '{Name}', and its files are not those that were registered: its MLmodel has another SHA-256 "
            + $"than the version's tag {LoggedFraudModel.HashTag} says. Find out who changed it, and register the model again.");
    }
}
