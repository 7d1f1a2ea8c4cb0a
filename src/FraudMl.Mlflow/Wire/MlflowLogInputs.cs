namespace FraudMl.Mlflow;

/// <summary>Datasets and models that a run reads.</summary>
public sealed record MlflowLogInputs
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Datasets with their context.</summary>
    public IReadOnlyList<MlflowDatasetInput> Datasets { get => field ?? []; init; }

    /// <summary>Logged models.</summary>
    public IReadOnlyList<MlflowModelInput> Models { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
