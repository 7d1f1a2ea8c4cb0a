namespace FraudMl;

public sealed partial class DurableVelocityStore
{
    private readonly Lock _applying = new();
    private readonly Dictionary<ulong, bool> _labels = [];
    private Task _labelling = Task.CompletedTask;
    private bool _isLabelling;

    /// <summary>
    /// Sets the label of a recorded event that is known by its id alone. It is logged at once and counts a moment later: all events are
    /// walked over in the background, once for all labels that came.
    /// </summary>
    /// <param name="id">The id that the event was recorded with; where several have it, all get the label.</param>
    /// <param name="isFraud">Whether it was fraud.</param>
    /// <exception cref="FraudMlException">Thrown when the log can't be written: the label was not set.</exception>
    public void Report(ReadOnlySpan<char> id, bool isFraud)
    {
        if (!_store.ReadsLabels) return;
        ulong hash = TextHash.Of(id);
        lock (_gate)
        {
            var named = new VelocityEvent { Id = id, Timestamp = 0 };
            Append(named, hash, isReport: true, isFraud, isById: true);
            _labels[hash] = isFraud;
            if (!_isLabelling) _labelling = Task.Run(ApplyLabels);
            _isLabelling = true;
        }

        Commit();
    }

    /// <summary>Sets the labels that have come; a snapshot has them, as its log is removed.</summary>
    internal void ApplyLabels()
    {
        lock (_applying)
        {
            while (true)
            {
                Dictionary<ulong, bool> labels;
                lock (_gate)
                {
                    _isLabelling = _labels.Count > 0;
                    if (!_isLabelling) return;
                    labels = new(_labels);
                    _labels.Clear();
                }

                _store.Label(labels);
            }
        }
    }
}
