using System.Text.Json.Serialization;

namespace FraudMl.Mlflow;

/// <summary>Whether a webhook is told anything.</summary>
public enum MlflowWebhookStatus
{
    /// <summary>It gets deliveries.</summary>
    [JsonStringEnumMemberName("ACTIVE")]
    Active = 1,

    /// <summary>It gets none.</summary>
    [JsonStringEnumMemberName("DISABLED")]
    Disabled = 2,
}
