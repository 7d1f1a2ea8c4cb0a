namespace FraudMl.Mlflow;

/// <summary>One parameter of a run.</summary>
public sealed record MlflowLogParam
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Name of the parameter.</summary>
    public required string Key { get; init; }

    /// <summary>Value; cut at 6,000 characters.</summary>
    public required string Value { get; init; }
}
