using System.Text.Json.Serialization;

namespace FraudMl.Mlflow;

/// <summary>What happened to the entity of a webhook event.</summary>
public enum MlflowWebhookAction
{
    /// <summary>Not said.</summary>
    [JsonStringEnumMemberName("ACTION_UNSPECIFIED")]
    Unspecified = 0,

    /// <summary>It was made.</summary>
    [JsonStringEnumMemberName("CREATED")]
    Created = 1,

    /// <summary>It was changed.</summary>
    [JsonStringEnumMemberName("UPDATED")]
    Updated = 2,

    /// <summary>It was deleted.</summary>
    [JsonStringEnumMemberName("DELETED")]
    Deleted = 3,

    /// <summary>A tag or alias was set.</summary>
    [JsonStringEnumMemberName("SET")]
    Set = 4,
}
