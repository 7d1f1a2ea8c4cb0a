namespace FraudMl;

/// <summary>What made a synthetic row.</summary>
/// <param name="Method">The method's name, for example <c>SMOTE</c>.</param>
/// <param name="Seed">The seed it drew with.</param>
public sealed record ResamplingStage(string Method, int Seed);
