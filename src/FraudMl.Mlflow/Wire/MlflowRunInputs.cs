namespace FraudMl.Mlflow;

/// <summary>What a run read.</summary>
public sealed record MlflowRunInputs
{
    /// <summary>Datasets with their context.</summary>
    public IReadOnlyList<MlflowDatasetInput> DatasetInputs { get => field ?? []; init; }

    /// <summary>Logged models.</summary>
    public IReadOnlyList<MlflowModelInput> ModelInputs { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
