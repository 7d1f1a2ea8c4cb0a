namespace FraudMl;

/// <summary>A serving endpoint as it stands.</summary>
public sealed record DatabricksEndpoint
{
    /// <value>Its name.</value>
    public required string Name { get; init; }

    /// <value>Whether it answers requests.</value>
    public required bool IsReady { get; init; }

    /// <value>Whether an update is under way; what served before still does.</value>
    public required bool IsUpdating { get; init; }

    /// <value>What it serves; empty before it first did.</value>
    public required IReadOnlyList<DatabricksServedModel> Models { get; init; }

    /// <value>The table that records its requests, such as <c>main.fraud.card_fraud_payload</c>; null for none.</value>
    public string? InferenceTable { get; init; }

    /// <value>Its address for clients of any language: <c>/invocations</c> follows.</value>
    public required Uri Address { get; init; }

    /// <value>Its page in the workspace, with the logs of build and service.</value>
    public required Uri Page { get; init; }

    /// <summary>Returns name, state and versions with their shares.</summary>
    public override string ToString() => $"{Name}, {(IsReady ? "ready" : "not ready")}{(IsUpdating ? ", updating" : "")}: "
        + string.Join(", ", Models);
}
