namespace FraudMl.Mlflow;

/// <summary>A page of runs.</summary>
public sealed record MlflowRunPage
{
    /// <summary>The runs.</summary>
    public IReadOnlyList<MlflowRun> Runs { get => field ?? []; init; }

    /// <summary>Token of the next page, if there is one.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
