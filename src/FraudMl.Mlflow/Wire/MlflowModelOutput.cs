namespace FraudMl.Mlflow;

/// <summary>A logged model that a run made.</summary>
public sealed record MlflowModelOutput
{
    /// <summary>Id of the logged model.</summary>
    public string ModelId { get => field ?? ""; init; }

    /// <summary>Training step at which it was made.</summary>
    public long Step { get; init; }
}
