using System.Diagnostics.CodeAnalysis;

namespace FraudMl.Mlflow;

/// <summary>What a run can be searched by.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "Reached through the parameter of a filter.")]
public sealed class MlflowRunQuery
{
    internal static MlflowRunQuery Instance { get; } = new();

    private MlflowRunQuery()
    {
    }

    /// <summary>The run's id.</summary>
    public MlflowTextTerm RunId { get; } = new("attributes.run_id");

    /// <summary>The run's name.</summary>
    public MlflowTextTerm RunName { get; } = new("attributes.run_name");

    /// <summary>The user who started it.</summary>
    public MlflowTextTerm UserId { get; } = new("attributes.user_id");

    /// <summary>When it started.</summary>
    public MlflowTimeTerm StartTime { get; } = new("attributes.start_time");

    /// <summary>When it ended.</summary>
    public MlflowTimeTerm EndTime { get; } = new("attributes.end_time");

    /// <summary>Name of a dataset it read.</summary>
    public MlflowTextTerm DatasetName { get; } = new("datasets.name");

    /// <summary>Digest of a dataset it read.</summary>
    public MlflowTextTerm DatasetDigest { get; } = new("datasets.digest");

    /// <summary>Role of a dataset it read, such as <c>training</c>.</summary>
    public MlflowTextTerm DatasetContext { get; } = new("datasets.context");

    /// <summary>The latest value of a metric.</summary>
    public MlflowNumberTerm Metric(string key) => new(MlflowFilter.Key("metrics", key));

    /// <summary>A parameter; MLflow keeps parameters as text.</summary>
    public MlflowTextTerm Param(string key) => new(MlflowFilter.Key("params", key));

    /// <summary>A tag.</summary>
    public MlflowTextTerm Tag(string key) => new(MlflowFilter.Key("tags", key));

    /// <summary>Runs with the status.</summary>
    public MlflowFilter HasStatus(MlflowRunStatus status) =>
        MlflowFilter.Compare("attributes.status", "=", MlflowFilter.Text(status.ToString().ToUpperInvariant()));

    /// <summary>Returns what it is.</summary>
    public override string ToString() => "the attributes of runs, to filter by";
}
