namespace FraudMl.Options;

/// <summary>One value for each parameter of a space.</summary>
/// <param name="Values">
/// The values by the parameter's name, such as <c>trainer.LeafCount</c> or <c>resampler.steps[0].TargetRatio</c>, or by that of an option that only
/// one part has.
/// </param>
public sealed record ParameterSet(IReadOnlyDictionary<string, object> Values);
