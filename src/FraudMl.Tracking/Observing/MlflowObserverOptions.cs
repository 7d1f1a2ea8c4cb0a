namespace FraudMl.Tracking;

/// <summary>What the MLflow observer keeps of the data and of the machine.</summary>
public sealed record MlflowObserverOptions : ValidatedOptions
{
    /// <value>How many rows are kept beside the model as its input example; 0 keeps none, where rows must not leave
    /// their system. Default 2.</value>
    [Rule(AtLeast = 0, AtMost = 1000)]
    public int ExampleRowCount { get; init; } = 2;

    /// <value>Whether the parent run gets processor, memory, disk and network use of the machine every 10 s, under MLflow's
    /// own keys. Default true.</value>
    public bool LogSystemMetrics { get; init; } = true;
}
