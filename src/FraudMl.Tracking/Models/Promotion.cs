namespace FraudMl.Tracking;

/// <summary>Which version an alias points to now, and which one it pointed to before.</summary>
/// <param name="Name">The registered model.</param>
/// <param name="Alias">The alias that was moved.</param>
/// <param name="Version">The version it points to now.</param>
/// <param name="PreviousVersion">The version it pointed to before, kept under the alias <c>ALIAS-previous</c>; null for the first.</param>
public sealed record Promotion(string Name, string Alias, string Version, string? PreviousVersion);
