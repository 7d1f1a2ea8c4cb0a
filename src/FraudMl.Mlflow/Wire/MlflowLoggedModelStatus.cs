using System.Text.Json.Serialization;

namespace FraudMl.Mlflow;

/// <summary>Whether the files of a logged model are complete.</summary>
public enum MlflowLoggedModelStatus
{
    /// <summary>Created; files may be missing.</summary>
    [JsonStringEnumMemberName("LOGGED_MODEL_PENDING")]
    Pending = 1,

    /// <summary>Complete.</summary>
    [JsonStringEnumMemberName("LOGGED_MODEL_READY")]
    Ready = 2,

    /// <summary>The upload failed.</summary>
    [JsonStringEnumMemberName("LOGGED_MODEL_UPLOAD_FAILED")]
    UploadFailed = 3,
}
