namespace FraudMl;

/// <summary>What is known of a study, kept in step with its store; every change is one turn there.</summary>
internal sealed class StudyLedger : IDisposable
{
    private const int Version = 1;

    // One that ends its process each time it is tried would do so for ever.
    private const int MostAttempts = 3;

    private readonly Lock _gate = new();
    private readonly IRecordStore<StudyRecord> _store;
    private readonly StudyState _state;
    private readonly StudyOptions _options;
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private bool _joined;

    public StudyLedger(IRecordStore<StudyRecord> store, SpaceText space, StudyOptions options)
    {
        var own = new StudyBegun(Version, space.Lines, [.. options.Objectives.Select(objective => objective.ToString())], options.Seed);
        (_store, _options) = (store, options);
        _state = new StudyState(space, options.Objectives, known => JournalCheck.Require(known, own, options.Journal));
        Turn(() => _state.Header is null ? [own] : []);
        LiveStudies.Add(_owner);
    }

    /// <summary>Reads the study under its lock.</summary>
    public T Read<T>(Func<StudyState, T> read)
    {
        lock (_gate) return read(_state);
    }

    /// <summary>Takes in what other processes did.</summary>
    public void Refresh() => Turn(() => []);

    /// <summary>Queues a point that was not queued before.</summary>
    public void Queue(ParameterSet point)
    {
        Dictionary<string, string> texts = SpaceText.Write(point);
        Turn(() => _state.Queue.Concat(_state.Trials.Where(trial => trial.Record.IsQueued).Select(trial => trial.Record.Parameters))
            .Any(known => SpaceText.IsSame(known, point)) ? [] : [new TrialQueued(texts)]);
    }

    /// <summary>Begins the next trial: one that was left, one that was queued, or one that the search proposes.</summary>
    /// <param name="proposals">The search.</param>
    /// <param name="limit">How many trials there may be.</param>
    /// <param name="width">How many may be open before the next; null where that does not matter.</param>
    public (StudyEntry? Trial, bool MustWait) Begin(StudyProposals proposals, int? limit, int? width)
    {
        int begun = 0;
        bool mustWait = false;
        ParameterSet? proposed = null;
        lock (_gate)
        {
            // What takes long is done before others have to wait.
            proposals.CatchUp(_state);
            Turn(() =>
            {
                if (Left() is { } left) return Begun(left.Record.Number, left.Begun with { Owner = _owner });
                int number = _state.Trials.Count + 1;
                if (number > limit) return [];
                int? window = width is not null && IsAlone() ? width : null;
                if (mustWait = _state.Open.Any(trial => trial.Record.Number <= number - (window ?? number))) return [];
                if (_state.Queue.FirstOrDefault() is { } queued)
                    return Begun(number, new TrialBegun(number, _owner, SpaceText.Write(queued)) { Window = window });
                proposed = proposals.Next(_state, window);
                return proposed is null ? [] : Begun(number,
                    new TrialBegun(number, _owner, SpaceText.Write(proposed)) { Search = proposals.Basis, Window = window });
            });
            StudyEntry? trial = begun == 0 ? null : _state.Trials[begun - 1];
            if (proposed is not null) proposals.Begun(trial!, proposed);
            return (trial, mustWait);
        }

        IReadOnlyList<StudyRecord> Begun(int number, TrialBegun record)
        {
            begun = number;
            var joined = new ProcessJoined(_owner, Environment.MachineName, Environment.ProcessId, OwnProcess.StartedAt);
            bool joins = !_joined;
            _joined = true;
            return joins ? [joined, record] : [record];
        }
    }

    /// <summary>Returns the trials that a trial's proposal and its pruner see.</summary>
    public IReadOnlyList<SearchTrial> SeenBy(StudyEntry trial)
    {
        lock (_gate) return _state.View(trial.Record.Number, trial.Begun.Window, trial.EndedBefore);
    }

    /// <summary>Ends a trial; the first end counts. Returns its record.</summary>
    public TrialRecord End(TrialEnded ended)
    {
        lock (_gate)
        {
            Turn(() => _state.Trials[ended.Number - 1].IsOver ? [] : [ended]);
            return _state.Trials[ended.Number - 1].Record;
        }
    }

    /// <summary>Gives a trial back.</summary>
    public void Release(int number) => Turn(() => [new TrialReleased(number)]);

    /// <summary>Says that this process lives, where it runs trials.</summary>
    public void Beat()
    {
        lock (_gate)
        {
            Turn(() => _joined && _state.Open.Any(trial => trial.Owner == _owner) ? [new ProcessAlive(_owner)] : []);
            _store.Flush();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                if (_joined) Turn(() => [new ProcessLeft(_owner)]);
                _store.Flush();
            }
            catch (Exception error) when (error is FraudMlException or IOException)
            {
                // What was not said now is told by the process, which ends.
            }

            _store.Dispose();
            LiveStudies.Remove(_owner);
        }
    }

    private void Turn(Func<IReadOnlyList<StudyRecord>> make)
    {
        lock (_gate)
        {
            IReadOnlyList<StudyRecord> made = [];
            long now = _options.Time.GetTimestamp();
            _store.Exchange(news =>
            {
                foreach (StudyRecord record in news) Take(record, now);
                StudyRecord[] givenUp = [.. GivenUp()];
                foreach (StudyRecord record in givenUp) _state.Apply(record, now);
                made = make();
                return [.. givenUp, .. made];
            });
            foreach (StudyRecord record in made) _state.Apply(record, now);
        }
    }

    // A record can be whole and make no sense: whoever writes it writes its checksum too.
    private void Take(StudyRecord record, long now)
    {
        try
        {
            _state.Apply(record, now);
        }
        catch (Exception error) when (record is not StudyBegun || error is not FraudMlException)
        {
            throw new FraudMlException($"The journal '{_options.Journal}' is damaged: a record '{record.GetType().Name}' does not follow "
                + "from those before it. Take a copy that is whole, or begin another journal.", error);
        }
    }

    private IEnumerable<StudyRecord> GivenUp() => _state.Open
        .Where(trial => trial.Attempts >= MostAttempts && IsLeft(trial))
        .Select(trial => new TrialEnded(trial.Record.Number, TrialState.Failed, [])
        {
            Reason = $"The process that ran it ended {MostAttempts} times before it did.",
        });

    private StudyEntry? Left() => _state.Open.FirstOrDefault(trial => trial.Attempts < MostAttempts && IsLeft(trial));

    private bool IsLeft(StudyEntry trial) => trial.Owner != _owner && !IsAlive(trial.Owner);

    private bool IsAlone() => !_state.Open.Any(trial => trial.Owner != _owner && IsAlive(trial.Owner));

    private bool IsAlive(string? owner) => owner is not null && _state.Peers.TryGetValue(owner, out Peer? peer)
        && peer.IsAlive(_options.Time.GetTimestamp(), _options.StaleAfter, _options.Time);
}
