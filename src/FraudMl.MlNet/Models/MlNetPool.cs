using System.Collections.Concurrent;

namespace FraudMl;

/// <summary>Lends what serves one thread at a time; no more than one per processor is kept, and what is not kept is disposed.</summary>
/// <remarks>What is kept goes with the model that holds the pool: it owns no handle of the system.</remarks>
internal sealed class MlNetPool<T>(Func<T> open)
    where T : IDisposable
{
    private static readonly int Most = Environment.ProcessorCount;
    private readonly ConcurrentBag<T> _free = [];
    private int _freeCount;

    public Loan Lend() => new(this, Take());

    private T Take()
    {
        if (!_free.TryTake(out T? free)) return open();
        Interlocked.Decrement(ref _freeCount);
        return free;
    }

    private void Return(T lent)
    {
        if (Interlocked.Increment(ref _freeCount) <= Most)
        {
            _free.Add(lent);
            return;
        }

        Interlocked.Decrement(ref _freeCount);
        lent.Dispose();
    }
    /// <summary>One that is lent. When its use failed it may stand anywhere, and is not lent again.</summary>
    public sealed class Loan(MlNetPool<T> pool, T value) : IDisposable
    {
        private bool _isUsable;

        public T Value => value;

        /// <summary>Says that the use went well.</summary>
        public void Done() => _isUsable = true;

        public void Dispose()
        {
            if (_isUsable) pool.Return(value);
            else value.Dispose();
        }
    }
}
