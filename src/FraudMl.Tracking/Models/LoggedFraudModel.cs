namespace FraudMl.Tracking;

/// <summary>A fraud model that stands in a tracking store.</summary>
/// <param name="ModelId">The logged model's id, <c>m-…</c>; null on servers before MLflow 3, where it stands among the artifacts of the run.</param>
/// <param name="RunId">The run that made it.</param>
public sealed record LoggedFraudModel(string? ModelId, string RunId)
{
    /// <summary>The folder of the run's artifacts, on servers before MLflow 3.</summary>
    internal const string RunFolder = "model";

    /// <summary>The tag of a registered version that has the SHA-256 of the model's MLmodel, which has those of the other files.</summary>
    internal const string HashTag = "fraudml.mlmodel_sha256";

    /// <value>The SHA-256 of its MLmodel.</value>
    internal string? ManifestHash { get; init; }

    /// <value>Its URI, <c>models:/m-…</c> or <c>runs:/RUN_ID/model</c>.</value>
    public string Uri => ModelId is null ? $"runs:/{RunId}/{RunFolder}" : $"models:/{ModelId}";
}
