namespace FraudMl.Mlflow;

/// <summary>An upload that was begun.</summary>
public sealed record MlflowMultipartUpload
{
    /// <summary>Names the upload in what follows.</summary>
    public string UploadId { get => field ?? ""; init; }

    /// <summary>Where each part goes.</summary>
    public IReadOnlyList<MlflowMultipartCredential> Credentials { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
