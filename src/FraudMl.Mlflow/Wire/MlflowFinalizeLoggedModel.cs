namespace FraudMl.Mlflow;

/// <summary>Says whether the files of a logged model are complete.</summary>
public sealed record MlflowFinalizeLoggedModel
{
    /// <summary>The model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Ready or upload failed.</summary>
    public required MlflowLoggedModelStatus Status { get; init; }
}
