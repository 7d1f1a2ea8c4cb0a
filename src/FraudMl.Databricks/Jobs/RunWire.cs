using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>A run that is to be.</summary>
internal sealed class RunRequest
{
    public required string RunName { get; init; }

    public required string IdempotencyToken { get; init; }

    public required IReadOnlyList<RunTask> Tasks { get; init; }

    public IReadOnlyList<RunEnvironment>? Environments { get; init; }

    public int? TimeoutSeconds { get; init; }
}

/// <summary>Its only task.</summary>
internal sealed class RunTask
{
    public required string TaskKey { get; init; }

    public NotebookTask? NotebookTask { get; init; }

    public PythonTask? SparkPythonTask { get; init; }

    public string? ExistingClusterId { get; init; }

    public NewCluster? NewCluster { get; init; }

    public string? EnvironmentKey { get; init; }
}

/// <summary>A notebook.</summary>
internal sealed class NotebookTask
{
    public required string NotebookPath { get; init; }

    public IReadOnlyDictionary<string, string>? BaseParameters { get; init; }
}

/// <summary>A Python script.</summary>
internal sealed class PythonTask
{
    public required string PythonFile { get; init; }

    public IReadOnlyList<string>? Parameters { get; init; }
}

/// <summary>A cluster of one machine.</summary>
internal sealed class NewCluster
{
    public required string SparkVersion { get; init; }

    public required string NodeTypeId { get; init; }

    public int NumWorkers { get; init; }

    /// <value>One user's: only then may it read Unity Catalog and start programs.</value>
    public string DataSecurityMode { get; init; } = "SINGLE_USER";

    public IReadOnlyDictionary<string, string> SparkConf { get; init; } = new Dictionary<string, string>
    {
        ["spark.databricks.cluster.profile"] = "singleNode", ["spark.master"] = "local[*]",
    };

    public IReadOnlyDictionary<string, string> CustomTags { get; init; } = new Dictionary<string, string>
    {
        ["ResourceClass"] = "SingleNode",
    };

    public IReadOnlyDictionary<string, string>? SparkEnvVars { get; init; }
}

/// <summary>A serverless environment.</summary>
internal sealed class RunEnvironment
{
    public required string EnvironmentKey { get; init; }

    public required EnvironmentSpec Spec { get; init; }
}

/// <summary>What is in a serverless environment.</summary>
internal sealed class EnvironmentSpec
{
    public required string EnvironmentVersion { get; init; }
}

/// <summary>Names a run.</summary>
internal sealed class RunReference
{
    public long RunId { get; init; }
}

/// <summary>A run as the API tells it.</summary>
internal sealed class RunAnswer
{
    public long RunId { get; init; }

    public RunState State { get; init; } = new();

    public RunStatus? Status { get; init; }

    public string? RunPageUrl { get; init; }

    public IReadOnlyList<RunReference> Tasks { get; init; } = [];

    public bool IsOver => State.LifeCycleState is "TERMINATED" or "SKIPPED" or "INTERNAL_ERROR";
}

/// <summary>Where a run stands.</summary>
internal sealed class RunState
{
    public string LifeCycleState { get; init; } = "";

    public string? ResultState { get; init; }

    public string? StateMessage { get; init; }
}

/// <summary>How a run ended.</summary>
internal sealed class RunStatus
{
    public RunTermination? TerminationDetails { get; init; }
}

/// <summary>Why a run ended.</summary>
internal sealed class RunTermination
{
    public string? Code { get; init; }

    public string? Message { get; init; }
}

/// <summary>What a task left.</summary>
internal sealed class RunOutput
{
    public NotebookOutput? NotebookOutput { get; init; }

    public string? Error { get; init; }

    public string? Logs { get; init; }

    public bool LogsTruncated { get; init; }
}

/// <summary>What a notebook left.</summary>
internal sealed class NotebookOutput
{
    public string? Result { get; init; }

    public bool Truncated { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(RunReference))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(RunOutput))]
internal sealed partial class RunJson : JsonSerializerContext;
