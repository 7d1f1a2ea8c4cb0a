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

    /// <value>The SHA-256 of its MLmodel in lower-case hexadecimal digits, which has those of all other files.</value>
    public string Digest { get; init; } = "";

    /// <value>What its inputs and probabilities were like in training; null when none was written.</value>
    public ReferenceProfile? Reference { get; init; }

    /// <value>Rows with the answers it gave when it was written; null when none were.</value>
    public GoldenRows? Golden { get; init; }

    /// <summary>Loads a model directory, as <see cref="FraudModelPackage.Load"/> does, with what else it has.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="FraudMlException">Thrown when it is no FraudMl model directory, or a file is damaged, missing or of another
    /// model.</exception>
    public static LoadedFraudModel FromDirectory(string directory)
    {
        (FraudModel model, ModelIntegrity integrity, string hash) = FraudModelPackage.Read(directory);
        return new LoadedFraudModel(model, directory, null, null, directory)
        {
            Integrity = integrity,
            Digest = hash,
            Reference = FraudModelPackage.LoadReference(directory),
            Golden = FraudModelPackage.LoadGoldenRows(directory),
        };
    }
}
