namespace FraudMl.Sdk.Host.Models;

/// <summary>What a lock file says of a model.</summary>
/// <param name="Name">The registered model; null for a run's model, a folder or a file.</param>
/// <param name="Version">The registered version.</param>
/// <param name="Digest">The SHA-256 of its MLmodel, which has those of all other files; of a model without one, that of the file.</param>
/// <param name="Files">The SHA-256 of every file by path.</param>
internal sealed record LockedModel(string? Name, string? Version, string Digest, SortedDictionary<string, string> Files)
{
    /// <summary>Returns the URI of the same files whatever an alias points to now.</summary>
    /// <param name="asked">The URI of the item.</param>
    public string FixedUri(string asked) => Version is null ? asked : $"models:/{Name}/{Version}";

    /// <summary>Returns the first file that another model of the same name has not, or has with other contents; null for none.</summary>
    public string? FirstDifference(LockedModel other) => Files.Keys.Union(other.Files.Keys).Order(StringComparer.Ordinal)
        .FirstOrDefault(path => Files.GetValueOrDefault(path) != other.Files.GetValueOrDefault(path));
}
