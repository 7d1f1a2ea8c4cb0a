namespace FraudMl.Mlflow;

/// <summary>A logged model that a run read.</summary>
public sealed record MlflowModelInput
{
    /// <summary>Id of the logged model.</summary>
    public string ModelId { get => field ?? ""; init; }
}
