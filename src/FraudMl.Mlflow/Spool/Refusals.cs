namespace FraudMl.Mlflow;

/// <summary>What the store refused of a run's entries, each told once: to who logged it and waits, else to who asks next.</summary>
internal sealed class Refusals(string runId)
{
    private readonly Lock _lock = new();
    private readonly List<Share> _shares = [];
    private readonly Share _rest = new(long.MinValue, long.MaxValue);

    /// <summary>Takes refusals of some entries aside until the share is closed.</summary>
    /// <param name="first">Number of the first of the entries.</param>
    /// <param name="end">Number of the one after the last.</param>
    public Share Open(long first, long end)
    {
        var share = new Share(first, end);
        lock (_lock)
            _shares.Add(share);
        return share;
    }

    public void Add(long first, int count, MlflowException error)
    {
        lock (_lock)
        {
            for (long number = first; number < first + count; number++)
                (_shares.Find(share => share.Covers(number)) ?? _rest).Add(error);
        }
    }

    /// <summary>Tells what was refused of the share; what is refused of it later goes to the rest.</summary>
    public void Close(Share share)
    {
        lock (_lock)
            _shares.Remove(share);
        share.Throw(runId);
    }

    /// <summary>Nobody waits for the share any more: what was refused of it goes to the rest, too.</summary>
    public void Abandon(Share share)
    {
        lock (_lock)
        {
            _shares.Remove(share);
            share.MoveTo(_rest);
        }
    }

    /// <summary>Tells what nobody was told yet.</summary>
    public void Throw()
    {
        lock (_lock)
            _rest.Throw(runId);
    }

    /// <summary>The refusals of some entries.</summary>
    internal sealed class Share(long first, long end)
    {
        private MlflowException? _error;
        private int _count;

        public long End => end;

        public bool Covers(long number) => first <= number && number < end;

        public void Add(MlflowException error)
        {
            _error ??= error;
            _count++;
        }

        public void MoveTo(Share other)
        {
            other._error ??= _error;
            other._count += _count;
        }

        public void Throw(string runId)
        {
            if (_error is not { } error)
                return;
            int count = _count;
            (_error, _count) = (null, 0);
            throw new MlflowException(error.ErrorCode, $"{count} values of the run {runId} were refused. {error.Message}",
                error.StatusCode, error);
        }
    }
}
