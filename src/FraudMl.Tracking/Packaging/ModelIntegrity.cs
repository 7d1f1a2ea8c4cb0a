namespace FraudMl.Tracking;

/// <summary>How much is known of a loaded model's files: whether they are those that were written.</summary>
public enum ModelIntegrity
{
    /// <summary>The package has no hashes of its files, as those of earlier versions; only the model file itself was checked.</summary>
    Unknown,

    /// <summary>Every file has the SHA-256 that the package's MLmodel says.</summary>
    Files,

    /// <summary>So has MLmodel the one that is a tag of the registered version: whoever can only change files has changed none.</summary>
    Registered,
}
