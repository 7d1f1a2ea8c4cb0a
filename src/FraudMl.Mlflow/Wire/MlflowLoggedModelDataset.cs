namespace FraudMl.Mlflow;

/// <summary>A dataset that a search looks at metrics of.</summary>
public sealed record MlflowLoggedModelDataset
{
    /// <summary>Name of the dataset.</summary>
    public required string DatasetName { get; init; }

    /// <summary>Digest of the dataset.</summary>
    public string? DatasetDigest { get; init; }
}
