using System.Collections.Concurrent;

namespace FraudMl;

/// <summary>A study as its records tell it. Called under the study's lock.</summary>
internal sealed class StudyState(SpaceText space, IReadOnlyList<StudyObjective> objectives, Action<StudyBegun> check)
{
    private readonly List<StudyEntry> _trials = [];
    private readonly SortedDictionary<int, StudyEntry> _open = [];
    private readonly Queue<ParameterSet> _queue = new();
    private readonly Dictionary<string, Peer> _peers = [];
    private int _endedCount;

    public StudyBegun? Header { get; private set; }

    public IReadOnlyList<StudyEntry> Trials => _trials;

    /// <value>The trials that have not ended, by number: few of many.</value>
    public IReadOnlyCollection<StudyEntry> Open => _open.Values;

    /// <value>The points that were queued and not begun.</value>
    public IReadOnlyCollection<ParameterSet> Queue => _queue;

    /// <value>Who takes part or took part.</value>
    public IReadOnlyDictionary<string, Peer> Peers => _peers;

    /// <summary>Takes in what happened.</summary>
    /// <param name="record">The record.</param>
    /// <param name="now">When this process learned of it.</param>
    public void Apply(StudyRecord record, long now)
    {
        switch (record)
        {
            case StudyBegun begun:
                check(Header ??= begun);
                break;
            case ProcessJoined joined: _peers[joined.Owner] = new Peer(joined, now); break;
            case ProcessAlive alive: Seen(alive.Owner, now); break;
            case ProcessLeft left: Leave(left.Owner); break;
            case TrialQueued queued: _queue.Enqueue(space.Read(queued.Parameters)); break;
            case TrialBegun begun: Begin(begun, now); break;
            case TrialReleased released: _trials[released.Number - 1].Owner = null; break;
            case TrialEnded ended when !_trials[ended.Number - 1].IsOver:
                _trials[ended.Number - 1].End(ended, _endedCount++, objectives);
                _open.Remove(ended.Number);
                break;
        }
    }

    /// <summary>Returns the trials before one as its proposal saw them.</summary>
    /// <param name="number">The trial's number.</param>
    /// <param name="window">W where it saw the trials up to its number less W.</param>
    /// <param name="endedBefore">How many it saw ended, without such a window.</param>
    public SearchTrial[] View(int number, int? window, int endedBefore)
    {
        var view = new SearchTrial[number - 1];
        for (int i = 0; i < view.Length; i++)
        {
            bool isSeen = window is { } width ? i + 1 <= number - width : _trials[i].Place < endedBefore;
            view[i] = isSeen ? _trials[i].Ended : _trials[i].Running;
        }

        return view;
    }

    /// <value>How many trials have ended.</value>
    public int EndedCount => _endedCount;

    private void Begin(TrialBegun begun, long now)
    {
        Seen(begun.Owner, now);
        if (begun.Number <= _trials.Count)
        {
            StudyEntry again = _trials[begun.Number - 1];
            (again.Owner, again.Attempts) = (begun.Owner, again.Attempts + 1);
            return;
        }

        ParameterSet parameters = begun.Search is null && _queue.Count > 0 ? _queue.Dequeue() : space.Read(begun.Parameters);
        _trials.Add(_open[begun.Number] = new StudyEntry(begun, parameters, _endedCount));
    }

    private void Seen(string owner, long now)
    {
        if (_peers.TryGetValue(owner, out Peer? peer)) _peers[owner] = peer with { SeenAt = now };
    }

    private void Leave(string owner)
    {
        _peers.Remove(owner);
        foreach (StudyEntry trial in Open.Where(trial => trial.Owner == owner)) trial.Owner = null;
    }
}

/// <summary>One who takes part, and when it was last heard of.</summary>
internal sealed record Peer(ProcessJoined Joined, long SeenAt)
{
    /// <summary>Returns whether it lives as far as can be told: on this machine by its process, elsewhere by its heartbeat.</summary>
    public bool IsAlive(long now, TimeSpan staleAfter, TimeProvider time) =>
        time.GetElapsedTime(SeenAt, now) < staleAfter
        && (Joined.Machine != Environment.MachineName || OwnProcess.IsRunning(Joined.ProcessId, Joined.StartedAt))
        && (!OwnProcess.Is(Joined.ProcessId, Joined.StartedAt) || LiveStudies.Has(Joined.Owner));
}

/// <summary>The studies that are open in this process.</summary>
internal static class LiveStudies
{
    private static readonly ConcurrentDictionary<string, bool> Owners = new(StringComparer.Ordinal);

    public static void Add(string owner) => Owners[owner] = true;

    public static bool Has(string owner) => Owners.ContainsKey(owner);

    public static void Remove(string owner) => Owners.TryRemove(owner, out _);
}
