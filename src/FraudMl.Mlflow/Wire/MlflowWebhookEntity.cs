using System.Text.Json.Serialization;

namespace FraudMl.Mlflow;

/// <summary>What a webhook is told about.</summary>
public enum MlflowWebhookEntity
{
    /// <summary>Not said.</summary>
    [JsonStringEnumMemberName("ENTITY_UNSPECIFIED")]
    Unspecified = 0,

    /// <summary>A registered model.</summary>
    [JsonStringEnumMemberName("REGISTERED_MODEL")]
    RegisteredModel = 1,

    /// <summary>A model version.</summary>
    [JsonStringEnumMemberName("MODEL_VERSION")]
    ModelVersion = 2,

    /// <summary>A tag of a model version.</summary>
    [JsonStringEnumMemberName("MODEL_VERSION_TAG")]
    ModelVersionTag = 3,

    /// <summary>An alias of a model version.</summary>
    [JsonStringEnumMemberName("MODEL_VERSION_ALIAS")]
    ModelVersionAlias = 4,
}
