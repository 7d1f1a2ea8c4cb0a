namespace FraudMl.Mlflow;

/// <summary>Counts what one log-batch request can still take.</summary>
internal struct BatchRoom()
{
    private int _metrics = MlflowBatchLimits.Metrics;
    private int _params = MlflowBatchLimits.Params;
    private int _tags = MlflowBatchLimits.Tags;
    private int _entities = MlflowBatchLimits.Entities;

    /// <summary>Takes the entry; false when no further one fits. Nothing fits behind the end of a run.</summary>
    public bool TryFill(JournalEntry entry)
    {
        _metrics -= entry.Metric is null ? 0 : 1;
        _params -= entry.Param is null ? 0 : 1;
        _tags -= entry.Tag is null ? 0 : 1;
        _entities--;
        return entry.End is null && _metrics > 0 && _params > 0 && _tags > 0 && _entities > 0;
    }
}
