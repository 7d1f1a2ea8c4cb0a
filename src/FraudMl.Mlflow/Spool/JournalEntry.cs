using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Mlflow;

/// <summary>One thing that was logged to a run: exactly one of the four is set.</summary>
internal sealed record JournalEntry
{
    public MlflowMetric? Metric { get; init; }

    public MlflowParam? Param { get; init; }

    public MlflowTag? Tag { get; init; }

    /// <summary>How the run ended; nothing comes after it.</summary>
    public MlflowUpdateRun? End { get; init; }

    [JsonIgnore]
    public bool IsWhole => new object?[] { Metric, Param, Tag, End }.Count(part => part is not null) == 1;
}

/// <summary>Entries as lines of a journal: in the form of MLflow's requests, so that they are as long there.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
