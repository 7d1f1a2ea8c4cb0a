namespace FraudMl.Mlflow;

/// <summary>Models that a run made.</summary>
public sealed record MlflowLogOutputs
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Logged models.</summary>
    public IReadOnlyList<MlflowModelOutput> Models { get => field ?? []; init; }
}
