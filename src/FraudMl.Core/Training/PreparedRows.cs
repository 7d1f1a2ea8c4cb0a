namespace FraudMl.Training;

/// <summary>What learners make of rows before they learn, such as bins: kept from one training to the next while the features of the rows
/// are. Thread-safe; who comes while another uses it makes its own.</summary>
/// <param name="isKept">Returns whether features are kept.</param>
/// <param name="mayKeep">Told how many bytes more are kept, or fewer; returns whether there is room.</param>
internal sealed class PreparedRows(Func<FeatureMatrix, bool> isKept, Func<long, bool> mayKeep) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Item> _idle = [];
    private bool _isOver;

    public Rented<T> Rent<T>(TrainingData rows, string key, long bytes, Func<T> make) where T : class, IDisposable
    {
        lock (_gate)
        {
            int found = _idle.FindIndex(item => item.Value is T && item.Key == key && item.IsOf(rows));
            if (found >= 0)
            {
                Item item = _idle[found];
                _idle.RemoveAt(found);
                mayKeep(-item.Bytes);
                return new Rented<T>((T)item.Value, () => Return(item));
            }
        }

        T made = make();
        return new Rented<T>(made, () => Return(new Item(rows, key, bytes, made)));
    }

    /// <summary>Lets go of what nobody uses.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (Item item in _idle)
            {
                mayKeep(-item.Bytes);
                item.Value.Dispose();
            }

            _idle.Clear();
        }
    }

    /// <summary>Lets go of everything; what is in use is let go when it is given back.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            Clear();
        }
    }

    private void Return(Item item)
    {
        lock (_gate)
        {
            if (!_isOver && isKept(item.Rows.Matrix) && mayKeep(item.Bytes)) _idle.Add(item);
            else item.Value.Dispose();
        }
    }

    private sealed record Item(TrainingData Rows, string Key, long Bytes, IDisposable Value)
    {
        // Resamplers weigh the same features anew, and a learner of learners may name them anew.
        public bool IsOf(TrainingData rows) => ReferenceEquals(Rows.Matrix, rows.Matrix)
            && Rows.Labels.Span.SequenceEqual(rows.Labels.Span) && Rows.Weights.Span.SequenceEqual(rows.Weights.Span);
    }
}
