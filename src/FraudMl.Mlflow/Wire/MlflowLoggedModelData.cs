namespace FraudMl.Mlflow;

/// <summary>Parameters and metrics of a logged model.</summary>
public sealed record MlflowLoggedModelData
{
    /// <summary>Parameters.</summary>
    public IReadOnlyList<MlflowParam> Params { get => field ?? []; init; }

    /// <summary>Metrics, with the dataset and run they were measured on.</summary>
    public IReadOnlyList<MlflowMetric> Metrics { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
