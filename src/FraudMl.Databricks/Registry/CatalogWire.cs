using System.Text.Json.Serialization;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>A version as Unity Catalog tells it.</summary>
internal sealed record CatalogVersion
{
    public string Name { get; init; } = "";

    public string Version { get; init; } = "";

    public long CreationTimestamp { get; init; }

    public long LastUpdatedTimestamp { get; init; }

    public string? Description { get; init; }

    public string? Source { get; init; }

    public string? RunId { get; init; }

    public string? Status { get; init; }

    public string? StatusMessage { get; init; }

    public string? StorageLocation { get; init; }

    public IReadOnlyList<MlflowModelAlias>? Aliases { get; init; }

    public IReadOnlyList<MlflowTag>? Tags { get; init; }

    [JsonIgnore]
    public bool IsPending => Status == "PENDING_REGISTRATION";

    [JsonIgnore]
    public bool IsReady => Status == "READY";

    public string? TagOf(string key) => CatalogTags.Read(Tags).FirstOrDefault(tag => tag.Key == key)?.Value;

    public MlflowModelVersion ToVersion() => new()
    {
        Name = Name,
        Version = Version,
        CreationTimestamp = CreationTimestamp,
        LastUpdatedTimestamp = LastUpdatedTimestamp,
        CurrentStage = "None",
        Description = Description,
        Source = Source ?? "",
        RunId = RunId ?? "",
        Status = IsPending ? MlflowModelVersionStatus.PendingRegistration
            : IsReady ? MlflowModelVersionStatus.Ready : MlflowModelVersionStatus.FailedRegistration,
        StatusMessage = StatusMessage,
        Tags = CatalogTags.Read(Tags),
        Aliases = [.. (Aliases ?? []).Select(alias => alias.Alias)],
    };
}

/// <summary>Asks for a version.</summary>
internal sealed record NewCatalogVersion(
    string Name, string Source, string? RunId, string? Description, IReadOnlyList<MlflowTag> Tags, string? ModelId);

/// <summary>Asks for a name.</summary>
internal sealed record NewCatalogModel(string Name, IReadOnlyList<MlflowTag>? Tags, string? Description);

/// <summary>Changes a name.</summary>
internal sealed record ChangedCatalogModel(string Name, string? NewName, string? Description);

/// <summary>An answer with a version.</summary>
internal sealed record CatalogVersionAnswer(CatalogVersion? ModelVersion);

/// <summary>A page of versions.</summary>
internal sealed record CatalogVersionPage(IReadOnlyList<CatalogVersion>? ModelVersions, string? NextPageToken)
{
    public override string ToString() => "a page";
}

/// <summary>Names a version.</summary>
internal sealed record CatalogVersionReference(string Name, string Version);

/// <summary>Asks for credentials.</summary>
internal sealed record CatalogCredentialsRequest(string Name, string Version, string Operation);

/// <summary>An answer with credentials.</summary>
internal sealed record CatalogCredentialsAnswer(CloudCredentials? Credentials);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NewCatalogVersion))]
[JsonSerializable(typeof(NewCatalogModel))]
[JsonSerializable(typeof(ChangedCatalogModel))]
[JsonSerializable(typeof(CatalogVersionAnswer))]
[JsonSerializable(typeof(CatalogVersionPage))]
[JsonSerializable(typeof(CatalogVersionReference))]
[JsonSerializable(typeof(CatalogCredentialsRequest))]
[JsonSerializable(typeof(CatalogCredentialsAnswer))]
[JsonSerializable(typeof(MlflowArtifactUri))]
[JsonSerializable(typeof(MlflowRegisteredModelAnswer))]
[JsonSerializable(typeof(MlflowRegisteredModelPage))]
[JsonSerializable(typeof(MlflowRegisteredModelReference))]
[JsonSerializable(typeof(MlflowUpdateModelVersion))]
[JsonSerializable(typeof(MlflowSetRegisteredModelTag))]
[JsonSerializable(typeof(MlflowDeleteRegisteredModelTag))]
[JsonSerializable(typeof(MlflowSetModelVersionTag))]
[JsonSerializable(typeof(MlflowDeleteModelVersionTag))]
[JsonSerializable(typeof(MlflowSetModelAlias))]
[JsonSerializable(typeof(MlflowDeleteModelAlias))]
[JsonSerializable(typeof(NoAnswer))]
internal sealed partial class CatalogJson : JsonSerializerContext;
