using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>The first line of a model file.</summary>
internal sealed record StoredHeader(string Format, int Version, string Sha256);

/// <summary>What a model file holds. What may be absent has null for its default.</summary>
internal sealed record StoredModel(
    string Pipeline,
    IReadOnlyList<SchemaColumn> Inputs,
    IReadOnlyList<IFittedStep> Steps,
    ScoringModel Scorer,
    FittedCalibrator Calibrator,
    FittedDecision? Decision = null,
    IReadOnlyList<EntityWindows>? Windows = null)
{
    private readonly IReadOnlyDictionary<string, string>? _packages;

    public float[]? FeatureMeans { get; init; }

    public ReasonTexts? Reasons { get; init; }

    /// <value>How texts become values; null in files of before.</value>
    public ReadingRules? Reading { get; init; }

    /// <value>What the columns of the training data were for; null in files of before.</value>
    public TrainingRoles? Roles { get; init; }

    /// <value>The packages of the types that are not Core's, by part and name. It stands last: they are known when
    /// all parts are written.</value>
    public IReadOnlyDictionary<string, string>? Packages
    {
        get => _packages is { Count: > 0 } ? _packages : null;
        init => _packages = value;
    }
}

/// <summary>How the header and the frame of a model file are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredHeader))]
[JsonSerializable(typeof(StoredModel))]
[JsonSerializable(typeof(StoredColumn))]
internal sealed partial class ModelFileJson : JsonSerializerContext;
