using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>An endpoint that is to be.</summary>
internal sealed class EndpointRequest
{
    public required string Name { get; init; }

    public required EndpointConfig Config { get; init; }

    public JsonObject? AiGateway { get; init; }
}

/// <summary>An endpoint as the API tells it.</summary>
internal sealed class EndpointAnswer
{
    public string Name { get; init; } = "";

    public EndpointStatus State { get; init; } = new();

    public EndpointConfig? Config { get; init; }

    public EndpointConfig? PendingConfig { get; init; }

    /// <value>Whole: what is not known here must not be lost when a part of it is changed.</value>
    public JsonObject? AiGateway { get; init; }

    public IReadOnlyList<EndpointTag> Tags { get; init; } = [];

    public bool IsUpdating => State.ConfigUpdate == "IN_PROGRESS";

    public bool HasFailed => State.ConfigUpdate is "UPDATE_FAILED" or "UPDATE_CANCELED";
}

/// <summary>Whether an endpoint answers, and how its update goes.</summary>
internal sealed class EndpointStatus
{
    public string Ready { get; init; } = "";

    public string ConfigUpdate { get; init; } = "";
}

/// <summary>What an endpoint serves.</summary>
internal sealed class EndpointConfig
{
    public IReadOnlyList<ServedEntity> ServedEntities { get; init; } = [];

    public TrafficConfig? TrafficConfig { get; init; }
}

/// <summary>A version that is served.</summary>
internal sealed class ServedEntity
{
    public string? Name { get; init; }

    public string? EntityName { get; init; }

    public string? EntityVersion { get; init; }

    public string? WorkloadSize { get; init; }

    public string? WorkloadType { get; init; }

    public bool? ScaleToZeroEnabled { get; init; }

    public int? MinProvisionedConcurrency { get; init; }

    public int? MaxProvisionedConcurrency { get; init; }

    public IReadOnlyDictionary<string, string>? EnvironmentVars { get; init; }

    public string? InstanceProfileArn { get; init; }

    public ServedState? State { get; init; }
}

/// <summary>How the deployment of a version goes.</summary>
internal sealed class ServedState
{
    public string? Deployment { get; init; }

    public string? DeploymentStateMessage { get; init; }
}

/// <summary>Who answers how many of a hundred requests.</summary>
internal sealed class TrafficConfig
{
    public IReadOnlyList<TrafficRoute> Routes { get; init; } = [];
}

/// <summary>The share of one version.</summary>
internal sealed class TrafficRoute
{
    public string? ServedEntityName { get; init; }

    /// <value>What older answers call it.</value>
    public string? ServedModelName { get; init; }

    public int TrafficPercentage { get; init; }
}

/// <summary>A tag.</summary>
internal sealed class EndpointTag
{
    public string Key { get; init; } = "";

    public string Value { get; init; } = "";
}

/// <summary>Tags that are to change.</summary>
internal sealed class TagsRequest
{
    public IReadOnlyList<EndpointTag> AddTags { get; init; } = [];

    public IReadOnlyList<string> DeleteTags { get; init; } = [];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EndpointRequest))]
[JsonSerializable(typeof(EndpointAnswer))]
[JsonSerializable(typeof(TagsRequest))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class EndpointJson : JsonSerializerContext;
