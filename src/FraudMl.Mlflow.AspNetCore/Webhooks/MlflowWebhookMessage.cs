using System.Text.Json;

namespace FraudMl.Mlflow;

/// <summary>A verified delivery of an MLflow webhook.</summary>
public sealed record MlflowWebhookMessage
{
    /// <summary>Names the delivery; MLflow sends the same one again when the first try got no good answer.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>When it was signed.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>What happened, in lower case: the entity, such as <c>model_version_alias</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>What happened to the entity, in lower case, such as <c>created</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What MLflow tells of it; the fields depend on the entity.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>The registered model it is about, or an empty text.</summary>
    public string ModelName => Text("name");

    /// <summary>The number of the version, or an empty text.</summary>
    public string Version => Text("version");

    /// <summary>The alias, or an empty text.</summary>
    public string Alias => Text("alias");

    private string Text(string name) => Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ToString()
        : "";
}
