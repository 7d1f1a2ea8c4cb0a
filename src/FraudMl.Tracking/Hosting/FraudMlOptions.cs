namespace FraudMl.Tracking;

/// <summary>What a host that trains or tracks fraud models is configured with; bound from the section <c>FraudMl</c>.</summary>
public sealed record FraudMlOptions : ValidatedOptions
{
    /// <value>The experiment that runs are tracked under. Default <c>fraud</c>.</value>
    public string ExperimentName { get; set; } = "fraud";

    /// <value>The name in the model registry. Default <c>fraud</c>.</value>
    public string ModelName { get; set; } = "fraud";

    /// <value>The seed of everything random. Default 42.</value>
    [Rule(AtLeast = int.MinValue)]
    public int Seed { get; set; } = 42;

    /// <value>The most threads used. Default: the processors of the machine.</value>
    [Rule(AtLeast = 1, AtMost = 1024)]
    public int ThreadCount { get; set; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(ExperimentName)) yield return "ExperimentName must not be empty.";
        if (string.IsNullOrWhiteSpace(ModelName) || ModelName.Contains('/', StringComparison.Ordinal)
            || ModelName.Contains(':', StringComparison.Ordinal))
            yield return $"ModelName must be a name without '/' and ':'. Got '{ModelName}' instead.";
    }
}
