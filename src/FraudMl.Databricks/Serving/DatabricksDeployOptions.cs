namespace FraudMl;

/// <summary>Options of <see cref="DatabricksServing.DeployAsync"/> and <see cref="DatabricksServing.RollBackAsync"/>.</summary>
public sealed record DatabricksDeployOptions : ValidatedOptions
{
    /// <value>The table that requests and answers are recorded in. Default: as it is, none for a new endpoint.</value>
    public DatabricksInferenceTable? InferenceTable { get; init; }

    /// <value>How long to wait until the endpoint serves, above zero; it takes minutes, mostly. Default: one hour.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <value>Hears of each change of what goes on. Default: nobody.</value>
    public Action<DatabricksDeployProgress>? OnProgress { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (string problem in InferenceTable?.Problems() ?? []) yield return "InferenceTable." + problem;
        if (Timeout <= TimeSpan.Zero) yield return $"Timeout must be above zero. Got {Timeout} instead.";
    }
}

/// <summary>Where a deployment stands.</summary>
/// <param name="Stage">What goes on.</param>
/// <param name="Detail">What Databricks says of it; empty where it says nothing.</param>
public sealed record DatabricksDeployProgress(DatabricksDeployStage Stage, string Detail);

/// <summary>What goes on while a version is deployed.</summary>
public enum DatabricksDeployStage
{
    /// <summary>Another update of the endpoint is under way, and is waited for.</summary>
    Waiting,

    /// <summary>The server is built and started; what served before still does.</summary>
    Building,

    /// <summary>The endpoint has the configuration, and is about to answer.</summary>
    Starting,

    /// <summary>The endpoint answers.</summary>
    Ready,
}
