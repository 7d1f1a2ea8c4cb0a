namespace FraudMl.Mlflow;

/// <summary>A URL that answers one file.</summary>
public sealed record MlflowPresignedDownload
{
    /// <summary>Where to GET the bytes.</summary>
    public string Url { get => field ?? ""; init; }

    /// <summary>Headers to send.</summary>
    public IReadOnlyDictionary<string, string> Headers { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>Size in bytes.</summary>
    public long? FileSize { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
