using System.Text.Json.Serialization;

namespace FraudMl.Serving;

/// <summary>What came of looking for another model.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="Reason">Why it was refused, failed or is held; null otherwise.</param>
/// <param name="Status">What is in service now.</param>
public sealed record ReloadResult(ReloadOutcome Outcome, string? Reason, ServedModelStatus Status);

/// <summary>What came of looking for another model, in one word.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReloadOutcome>))]
public enum ReloadOutcome
{
    /// <summary>The model in service is the one to serve.</summary>
    [JsonStringEnumMemberName("unchanged")]
    Unchanged,

    /// <summary>Another model is in service now.</summary>
    [JsonStringEnumMemberName("loaded")]
    Loaded,

    /// <summary>There is another model, and it did not pass; it is not looked at again before it changes.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>The store could not be asked, or the download broke off; that is tried again soon.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The model to serve is the one that a rollback left.</summary>
    [JsonStringEnumMemberName("held")]
    Held,
}

/// <summary>What is in service, and what is known of its source.</summary>
/// <param name="Name">The name in routes and keyed services; empty for the model without one.</param>
/// <param name="Current">The model in service; null until the first is loaded.</param>
/// <param name="Previous">The model that a rollback puts back; null when there is none.</param>
/// <param name="Held">The version that a rollback left and that is to be served by its source; null when there is none.</param>
/// <param name="Problem">Why the model to serve is not in service; null when it is.</param>
/// <param name="CheckedAt">When the source last said which model is to be served; null when it never did.</param>
public sealed record ServedModelStatus(
    string Name, ServedModelIdentity? Current, ServedModelIdentity? Previous, string? Held, string? Problem, DateTimeOffset? CheckedAt);

/// <summary>Which model it is.</summary>
/// <param name="Name">Its name in answers.</param>
/// <param name="Version">Its version in the registry; null when it has none.</param>
/// <param name="Digest">The SHA-256 of its MLmodel or file; null for a model in memory.</param>
public sealed record ServedModelIdentity(string Name, string? Version, string? Digest)
{
    internal static ServedModelIdentity? Of(ServedModel? model) => model is null ? null : new(model.Name, model.Version, model.Digest);
}
