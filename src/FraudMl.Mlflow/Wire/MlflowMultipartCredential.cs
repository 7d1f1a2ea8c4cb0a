namespace FraudMl.Mlflow;

/// <summary>Where one part of an upload goes.</summary>
public sealed record MlflowMultipartCredential
{
    /// <summary>Where to PUT the bytes.</summary>
    public string Url { get => field ?? ""; init; }

    /// <summary>Number of the part, from 1.</summary>
    public int PartNumber { get; init; }

    /// <summary>Headers to send with them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
