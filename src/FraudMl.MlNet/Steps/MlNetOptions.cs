namespace FraudMl;

/// <summary>Options of a step that ML.NET makes.</summary>
public sealed record MlNetOptions : ValidatedOptions
{
    /// <value>What the step is called in messages. Default <c>MlNet</c>.</value>
    public string Name { get; init; } = "MlNet";

    /// <value>The columns to take over; empty for every new number or vector of numbers. Default empty.</value>
    public IReadOnlyList<string> Outputs { get; init; } = [];
}
