namespace FraudMl.Mlflow;

/// <summary>What a run made.</summary>
public sealed record MlflowRunOutputs
{
    /// <summary>Logged models with the step at which they were made.</summary>
    public IReadOnlyList<MlflowModelOutput> ModelOutputs { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
