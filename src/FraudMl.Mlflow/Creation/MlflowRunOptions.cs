namespace FraudMl.Mlflow;

/// <summary>How a run starts.</summary>
public sealed record MlflowRunOptions
{
    /// <summary>The name that MLflow's pages show.</summary>
    /// <value>Default: one that the store makes up.</value>
    public string? RunName { get; init; }

    /// <summary>The id of the run that it belongs under. Ignored by those that start a child of a run.</summary>
    /// <value>Default: none.</value>
    public string? ParentRunId { get; init; }

    /// <summary>Tags, beside those that MLflow expects (user, source, git commit).</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
