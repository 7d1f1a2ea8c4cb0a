namespace FraudMl;

/// <summary>One value for each parameter of a space.</summary>
/// <param name="Values">The values by option name.</param>
public sealed record ParameterSet(IReadOnlyDictionary<string, object> Values);
