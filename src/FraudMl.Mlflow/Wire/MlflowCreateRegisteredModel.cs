namespace FraudMl.Mlflow;

/// <summary>Asks for a new name in the registry.</summary>
public sealed record MlflowCreateRegisteredModel
{
    /// <summary>Unique name without slash and colon.</summary>
    public required string Name { get; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
