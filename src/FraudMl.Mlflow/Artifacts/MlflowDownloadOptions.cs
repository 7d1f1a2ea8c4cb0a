namespace FraudMl.Mlflow;

/// <summary>What a download tells and checks. Sizes are always checked where the store tells them.</summary>
public sealed record MlflowDownloadOptions
{
    /// <value>Told after each block of bytes. Default: nobody.</value>
    public IProgress<MlflowTransfer>? Progress { get; init; }

    /// <value>The SHA-256 of files, in hexadecimal digits, by path relative to what is downloaded (a single file by its
    /// name). Default: none.</value>
    public IReadOnlyDictionary<string, string> Sha256 { get; init; } = new Dictionary<string, string>();

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
