namespace FraudMl.Mlflow;

/// <summary>Models that a run made.</summary>
public sealed record MlflowLogOutputs
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Logged models.</summary>
    public IReadOnlyList<MlflowModelOutput> Models { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
