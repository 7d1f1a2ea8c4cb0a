namespace FraudMl.Mlflow;

/// <summary>A dataset together with the role it played in a run.</summary>
public sealed record MlflowDatasetInput
{
    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>The dataset.</summary>
    public MlflowDataset Dataset { get => field ?? new(); init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
