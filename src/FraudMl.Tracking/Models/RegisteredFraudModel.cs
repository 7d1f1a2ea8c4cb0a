namespace FraudMl.Tracking;

/// <summary>A version in the model registry.</summary>
/// <param name="Name">The registered model's name.</param>
/// <param name="Version">The version.</param>
/// <param name="ModelId">The logged model it is made of; null on servers before MLflow 3.</param>
/// <param name="RunId">The run that made it, which <c>ReproduceAsync</c> runs again.</param>
public sealed record RegisteredFraudModel(string Name, string Version, string? ModelId, string RunId)
{
    /// <value>Its URI, <c>models:/name/version</c>.</value>
    public string Uri => $"models:/{Name}/{Version}";
}
