namespace FraudMl;

/// <summary>A resampler of one's own has no options.</summary>
public sealed record FunctionOptions : StepOptions;
