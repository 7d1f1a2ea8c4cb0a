namespace FraudMl;

/// <summary>A parameter with a list of values.</summary>
/// <param name="Name">The option's name.</param>
/// <param name="Choices">The values, at least one.</param>
public sealed record ChoiceParameter(string Name, IReadOnlyList<object> Choices) : TunableParameter(Name);
