namespace FraudMl.Mlflow;

/// <summary>Tags of a logged model.</summary>
public sealed record MlflowSetLoggedModelTags
{
    /// <summary>The model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
