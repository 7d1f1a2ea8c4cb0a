using System.Text.Json.Serialization;

namespace FraudMl.Mlflow;

/// <summary>Which lifecycle stages a search looks at.</summary>
public enum MlflowViewType
{
    /// <summary>What was not deleted.</summary>
    [JsonStringEnumMemberName("ACTIVE_ONLY")]
    ActiveOnly = 1,

    /// <summary>What was deleted.</summary>
    [JsonStringEnumMemberName("DELETED_ONLY")]
    DeletedOnly = 2,

    /// <summary>Both.</summary>
    [JsonStringEnumMemberName("ALL")]
    All = 3,
}
