namespace FraudMl.Mlflow;

/// <summary>A logged model.</summary>
public sealed record MlflowLoggedModelAnswer
{
    /// <summary>The model.</summary>
    public MlflowLoggedModel Model { get => field ?? new(); init; }
}
