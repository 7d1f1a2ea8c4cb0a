namespace FraudMl;

/// <summary>Looks for the best parameters of anything that returns a number: tune by <c>OptimizeAsync</c>, or ask for trials and tell how
/// they went.</summary>
/// <remarks>
/// The same space, options, objective and budget give the same trials for the same seed, whatever the timing, and after a kill as well: the
/// trials that ran then are run again under their numbers. Three things are outside this promise: budgets of time, several processes on
/// one journal, and trials asked for and told in another order.
/// </remarks>
public sealed partial class Study : IDisposable
{
    private readonly ParameterSpace _space;
    private readonly StudyOptions _options;
    private readonly SpaceText _texts;
    private readonly ISearchAlgorithm _search;
    private readonly StudyLedger _ledger;
    private readonly ITimer? _heart;
    private readonly Dictionary<string, StudyProposals> _proposals = [];
    private readonly Lock _telling = new();

    /// <summary>Begins a study, or goes on with the one of its journal.</summary>
    /// <param name="space">The parameters and their ranges.</param>
    /// <param name="options">Objectives, search, workers, journal.</param>
    /// <exception cref="FraudMlException">Thrown when the space or the options can't work, or the journal is of another study, damaged or
    /// can't be opened.</exception>
    public Study(ParameterSpace space, StudyOptions? options = null)
    {
        _options = options ?? new StudyOptions();
        _options.Validate();
        _search = _options.Search ?? (_options.Objectives.Count > 1 ? Search.NsgaII() : Search.Auto());
        _search.Start(space, _options.Seed);
        (_space, _texts) = (space, new SpaceText(space));
        if (_options.Journal is not null) _texts.RequireDistinctChoices();
        IRecordStore<StudyRecord> store = _options.Journal is { } path
            ? new JournalFile<StudyRecord>(path, StudyJson.Default.StudyRecord) : new NoStore();
        try
        {
            _ledger = new StudyLedger(store, _texts, _options);
        }
        catch
        {
            store.Dispose();
            throw;
        }

        if (store.IsDurable) _heart = _options.Time.CreateTimer(_ => Beat(), null, _options.HeartbeatInterval, _options.HeartbeatInterval);
    }

    /// <value>Every trial so far, as plain data.</value>
    public StudyHistory History => _ledger.Read(state => new StudyHistory(_options.Objectives, _space,
        [.. state.Trials.Select(trial => trial.Record)]));

    /// <value>The best trial so far, of equals the first; null where none completed.</value>
    /// <exception cref="FraudMlException">Thrown where there are several objectives, of which there is a front and no best.</exception>
    public TrialRecord? Best => _options.Objectives.Count == 1 ? History.Best : throw new FraudMlException(
        $"A study of {_options.Objectives.Count} objectives has no best trial. Take its History.Front.");

    /// <summary>Queues a point to try before the search is asked; one that was queued before is not queued again, so that a program can be
    /// run again as it is.</summary>
    /// <param name="point">A value of each parameter that exists in it, for example <c>Rate.Is(0.1)</c>.</param>
    /// <exception cref="FraudMlException">Thrown when a value is missing, unknown or out of its range.</exception>
    public void Enqueue(params ParameterValue[] point) => _ledger.Queue(_texts.Point(point));

    /// <summary>Returns the next trial, to be told by <c>Tell</c>, <c>Prune</c> or <c>Fail</c>; null where the search has none
    /// left.</summary>
    public StudyTrial? Ask() => _ledger.Begin(Proposals(null), null, null).Trial is { } entry ? Open(entry, CancellationToken.None) : null;

    /// <summary>Tells how a trial went.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="values">A value for each objective; one that is not finite makes the trial a failed one.</param>
    /// <returns>The trial's record; where another process told before, what that told.</returns>
    /// <exception cref="FraudMlException">Thrown when there are more or fewer values than objectives.</exception>
    public TrialRecord Tell(StudyTrial trial, params double[] values)
    {
        if (values.Length != _options.Objectives.Count)
            throw new FraudMlException($"The study has {_options.Objectives.Count} objectives. Got {values.Length} values instead.");
        int wrong = Array.FindIndex(values, value => !double.IsFinite(value));
        return wrong < 0
            ? End(trial, TrialState.Completed, values)
            : Fail(trial, FormattableString.Invariant(
                $"The {_options.Objectives[wrong].Name} is {values[wrong]}, which is no finite number."));
    }

    /// <summary>Tells that a trial was stopped early, by what it reported.</summary>
    /// <param name="trial">The trial.</param>
    public TrialRecord Prune(StudyTrial trial) => End(trial, TrialState.Pruned, []);

    /// <summary>Tells that a trial failed.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="reason">Why, in one sentence.</param>
    public TrialRecord Fail(StudyTrial trial, string reason) => End(trial, TrialState.Failed, [], reason);

    /// <summary>Closes the journal; trials that were not told are run again by who opens it.</summary>
    public void Dispose()
    {
        _heart?.Dispose();
        _ledger.Dispose();
    }

    private StudyTrial Open(StudyEntry entry, CancellationToken cancellationToken) =>
        new(entry, _options, _options.Pruner is null ? [] : _ledger.SeenBy(entry), cancellationToken);

    private TrialRecord End(StudyTrial trial, TrialState state, double[] values, string? reason = null)
    {
        (List<Report>? reports, Dictionary<string, string>? attributes) = trial.Notes();
        TrialRecord record = _ledger.End(new TrialEnded(trial.Number, state, values)
        {
            Reports = reports, Attributes = attributes, Reason = reason,
            Seconds = _options.Time.GetElapsedTime(trial.StartedAt).TotalSeconds,
        });
        lock (_telling) _options.OnTrialEnded?.Invoke(record);
        return record;
    }

    private StudyProposals Proposals(Budget? budget)
    {
        string basis = StudyProposals.BasisOf(_search, _options.Seed, budget);
        lock (_proposals)
        {
            if (!_proposals.TryGetValue(basis, out StudyProposals? known))
                _proposals[basis] = known = new StudyProposals(_search, _space, _options.Seed, budget);
            return known;
        }
    }

    private void Beat()
    {
        try
        {
            _ledger.Beat();
        }
        catch (Exception error) when (error is FraudMlException or IOException or ObjectDisposedException)
        {
            // The next turn of a trial says what is wrong with the journal.
        }
    }

    /// <summary>Returns how many trials there are, how they ended, and the best.</summary>
    public override string ToString() => History.ToString();
}
