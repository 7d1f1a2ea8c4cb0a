using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Something that happened to a study. What a study is follows from its records in their order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StudyBegun), "study")]
[JsonDerivedType(typeof(ProcessJoined), "joined")]
[JsonDerivedType(typeof(ProcessAlive), "alive")]
[JsonDerivedType(typeof(ProcessLeft), "left")]
[JsonDerivedType(typeof(TrialQueued), "queued")]
[JsonDerivedType(typeof(TrialBegun), "begun")]
[JsonDerivedType(typeof(TrialReleased), "released")]
[JsonDerivedType(typeof(TrialEnded), "ended")]
internal abstract record StudyRecord;

/// <summary>The first record: what the study is about.</summary>
internal sealed record StudyBegun(int Version, string[] Space, string[] Objectives, int Seed) : StudyRecord;

/// <summary>A process, or a study opened again in the same one, takes part.</summary>
internal sealed record ProcessJoined(string Owner, string Machine, int ProcessId, long StartedAt) : StudyRecord;

/// <summary>A process still lives.</summary>
internal sealed record ProcessAlive(string Owner) : StudyRecord;

/// <summary>A process has ended its part; what it ran may be run by others.</summary>
internal sealed record ProcessLeft(string Owner) : StudyRecord;

/// <summary>A point was queued.</summary>
internal sealed record TrialQueued(Dictionary<string, string> Parameters) : StudyRecord;

/// <summary>A trial began, or began again after the process that ran it had gone.</summary>
internal sealed record TrialBegun(int Number, string Owner, Dictionary<string, string> Parameters) : StudyRecord
{
    /// <value>The search that proposed it, its seed and its budget; null for a queued point.</value>
    public string? Search { get; init; }

    /// <value>W where it saw the trials up to its own number less W; null where it saw all that had ended.</value>
    public int? Window { get; init; }
}

/// <summary>A trial was given back: it was cancelled before it ended.</summary>
internal sealed record TrialReleased(int Number) : StudyRecord;

/// <summary>A trial ended.</summary>
internal sealed record TrialEnded(int Number, TrialState State, double[] Values) : StudyRecord
{
    public List<Report>? Reports { get; init; }

    public Dictionary<string, string>? Attributes { get; init; }

    public string? Reason { get; init; }

    public double Seconds { get; init; }
}

/// <summary>A value that a trial reported.</summary>
internal sealed record Report(int Fold, int? Iteration, double Value);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StudyRecord))]
internal sealed partial class StudyJson : JsonSerializerContext;
