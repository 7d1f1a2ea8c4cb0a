namespace FraudMl;

/// <summary>The rows of a dataset on their way into a velocity store.</summary>
internal sealed class DatasetEvents(VelocityStore store, Dataset data)
{
    private readonly TextColumn[] _texts = [.. store.TextColumns.Select(name => (TextColumn)data[name])];
    private readonly NumberColumn[] _numbers = [.. store.NumberColumns.Select(name => (NumberColumn)data[name])];
    private readonly string?[] _textValues = new string?[store.TextColumns.Count];
    private readonly double[] _numberValues = new double[store.NumberColumns.Count];

    /// <summary>Records a row and fills its features.</summary>
    public VelocityOutcome Observe(int row, string id, Span<double> features)
    {
        for (int i = 0; i < _texts.Length; i++) _textValues[i] = VelocityStore.TextOf(_texts[i], row);
        for (int i = 0; i < _numbers.Length; i++) _numberValues[i] = _numbers[i].Values[row];
        return store.Observe(
            new VelocityEvent
            {
                Id = id,
                Timestamp = data.Timestamps[row],
                Texts = _textValues,
                Numbers = _numberValues,
                IsFraud = data.HasLabels && data.Labels[row],
            },
            features);
    }
}
