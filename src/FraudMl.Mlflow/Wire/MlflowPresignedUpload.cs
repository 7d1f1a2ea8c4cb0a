namespace FraudMl.Mlflow;

/// <summary>A URL that takes one file.</summary>
public sealed record MlflowPresignedUpload
{
    /// <summary>Where to PUT the bytes.</summary>
    public string PresignedUrl { get => field ?? ""; init; }

    /// <summary>Headers to send with them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
