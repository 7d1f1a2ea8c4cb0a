namespace FraudMl;

/// <summary>Options of categories as they are.</summary>
public sealed record CategoricalOptions : EncoderOptions;
