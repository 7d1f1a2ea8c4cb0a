namespace FraudMl.Mlflow;

/// <summary>What kind of store a server keeps.</summary>
public sealed record MlflowServerInfo
{
    /// <summary>Name of the store's kind, such as <c>SqlStore</c>.</summary>
    public string StoreType { get => field ?? ""; init; }

    /// <summary>Whether the server has more than one workspace.</summary>
    public bool WorkspacesEnabled { get; init; }
}
