namespace FraudMl;

/// <summary>A chain has no options of its own; its resamplers have theirs.</summary>
public sealed record ChainOptions : StepOptions;
