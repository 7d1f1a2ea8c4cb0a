namespace FraudMl;

/// <summary>A parameter to tune and its range.</summary>
/// <param name="Name">The option's name, for example <c>LeafCount</c>.</param>
public abstract record TunableParameter(string Name);
