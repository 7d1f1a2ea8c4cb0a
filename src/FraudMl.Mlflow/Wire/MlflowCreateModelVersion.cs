namespace FraudMl.Mlflow;

/// <summary>Asks for a new version of a registered model.</summary>
public sealed record MlflowCreateModelVersion
{
    /// <summary>The registered model.</summary>
    public required string Name { get; init; }

    /// <summary>URI of the model, such as <c>models:/m-…</c> or <c>runs:/RUN/path</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The run that made it.</summary>
    public string? RunId { get; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Link to the run where it lives elsewhere.</summary>
    public string? RunLink { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>The logged model it is made of.</summary>
    public string? ModelId { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
