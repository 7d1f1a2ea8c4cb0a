namespace FraudMl.Mlflow;

/// <summary>Parameters of a logged model.</summary>
public sealed record MlflowLogModelParams
{
    /// <summary>The model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Parameters; a key can be set once.</summary>
    public IReadOnlyList<MlflowParam> Params { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
