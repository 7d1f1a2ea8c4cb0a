namespace FraudMl.Tracking;

/// <summary>A version in the model registry.</summary>
/// <param name="Name">The registered model's name.</param>
/// <param name="Version">The version.</param>
/// <param name="ModelId">The logged model it is made of; null on servers before MLflow 3.</param>
public sealed record RegisteredFraudModel(string Name, string Version, string? ModelId)
{
    /// <value>Its URI, <c>models:/name/version</c>.</value>
    public string Uri => $"models:/{Name}/{Version}";
}
