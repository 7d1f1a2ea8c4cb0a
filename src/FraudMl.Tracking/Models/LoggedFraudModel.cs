namespace FraudMl.Tracking;

/// <summary>A fraud model that stands in a tracking store.</summary>
/// <param name="ModelId">The logged model's id, <c>m-…</c>; null on servers before MLflow 3, where it stands among the artifacts of the run.</param>
/// <param name="RunId">The run that made it.</param>
public sealed record LoggedFraudModel(string? ModelId, string RunId)
{
    /// <summary>The folder of the run's artifacts, on servers before MLflow 3.</summary>
    internal const string RunFolder = "model";

    /// <value>Its URI, <c>models:/m-…</c> or <c>runs:/RUN_ID/model</c>.</value>
    public string Uri => ModelId is null ? $"runs:/{RunId}/{RunFolder}" : $"models:/{ModelId}";
}
