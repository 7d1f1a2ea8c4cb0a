using System.Text.Json.Serialization;

namespace FraudMl.Mlflow;

/// <summary>Where a run stands.</summary>
public enum MlflowRunStatus
{
    /// <summary>It has started.</summary>
    [JsonStringEnumMemberName("RUNNING")]
    Running = 1,

    /// <summary>It waits for a later start.</summary>
    [JsonStringEnumMemberName("SCHEDULED")]
    Scheduled = 2,

    /// <summary>It ended well.</summary>
    [JsonStringEnumMemberName("FINISHED")]
    Finished = 3,

    /// <summary>It ended with an error.</summary>
    [JsonStringEnumMemberName("FAILED")]
    Failed = 4,

    /// <summary>It was cancelled.</summary>
    [JsonStringEnumMemberName("KILLED")]
    Killed = 5,
}
