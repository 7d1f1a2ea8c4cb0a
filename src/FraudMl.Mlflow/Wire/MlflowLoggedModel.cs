namespace FraudMl.Mlflow;

/// <summary>A model as MLflow 3 knows it: owned by an experiment, made by a run.</summary>
public sealed record MlflowLoggedModel
{
    /// <summary>Identity, status and place.</summary>
    public MlflowLoggedModelInfo Info { get => field ?? new(); init; }

    /// <summary>Parameters and metrics.</summary>
    public MlflowLoggedModelData Data { get => field ?? new(); init; }
}
