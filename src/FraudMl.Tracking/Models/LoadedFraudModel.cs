namespace FraudMl.Tracking;

/// <summary>A fraud model loaded from a tracking store or a folder.</summary>
/// <param name="Model">The model.</param>
/// <param name="Uri">What was asked for.</param>
/// <param name="Name">The registered model's name, when it came from the registry.</param>
/// <param name="Version">The registered version, when it came from the registry.</param>
/// <param name="Directory">The model directory on this machine; null when it is elsewhere, since the copy it was read from is gone.</param>
public sealed record LoadedFraudModel(FraudModel Model, string Uri, string? Name, string? Version, string? Directory)
{
    /// <value>How much is known of its files. Default: nothing.</value>
    public ModelIntegrity Integrity { get; init; }
}
