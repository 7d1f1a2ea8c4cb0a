using System.Text.Json.Serialization;

namespace FraudMl.Mlflow;

/// <summary>Whether a model version can be used.</summary>
public enum MlflowModelVersionStatus
{
    /// <summary>The registry still prepares it.</summary>
    [JsonStringEnumMemberName("PENDING_REGISTRATION")]
    PendingRegistration = 1,

    /// <summary>The registry could not prepare it.</summary>
    [JsonStringEnumMemberName("FAILED_REGISTRATION")]
    FailedRegistration = 2,

    /// <summary>It can be used.</summary>
    [JsonStringEnumMemberName("READY")]
    Ready = 3,
}
