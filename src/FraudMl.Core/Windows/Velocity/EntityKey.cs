namespace FraudMl;

/// <summary>The texts that name an entity or a pair of entities.</summary>
internal readonly record struct EntityKey(string First, string? Second);
