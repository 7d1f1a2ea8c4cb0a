namespace FraudMl.Tracking;

/// <summary>A fraud model that stands in a tracking store.</summary>
/// <param name="ModelId">The logged model's id, <c>m-…</c>.</param>
/// <param name="RunId">The run that made it.</param>
public sealed record LoggedFraudModel(string ModelId, string RunId)
{
    /// <value>Its URI, <c>models:/m-…</c>.</value>
    public string Uri => $"models:/{ModelId}";
}
