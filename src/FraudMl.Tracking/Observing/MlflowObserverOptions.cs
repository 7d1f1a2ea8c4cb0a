namespace FraudMl.Tracking;

/// <summary>What the MLflow observer keeps of the data.</summary>
public sealed record MlflowObserverOptions : StepOptions
{
    /// <value>How many rows are kept beside the model as its input example; 0 keeps none, where rows must not leave their system. Default 2.</value>
    [Rule(AtLeast = 0, AtMost = 1000)]
    public int ExampleRowCount { get; init; } = 2;
}
