namespace FraudMl;

/// <summary>
/// A search within a study. It is led through every proposal that was made under its name, whoever made it and when, so that the next one
/// is that of a study that was never interrupted. Called under the study's lock.
/// </summary>
internal sealed class StudyProposals
{
    private readonly ISearchSession _session;
    private int _known;

    public StudyProposals(ISearchAlgorithm search, ParameterSpace space, int seed, Budget? budget)
    {
        _session = search.Start(space, seed, budget);
        Basis = BasisOf(search, seed, budget);
    }

    /// <summary>Returns a search's name, options, seed and budget.</summary>
    public static string BasisOf(ISearchAlgorithm search, int seed, Budget? budget) => budget?.TrialCount is { } count
        ? FormattableString.Invariant($"{search}, seed {seed}, {count} trials")
        : FormattableString.Invariant($"{search}, seed {seed}");

    /// <value>What has the same basis proposes the same.</value>
    public string Basis { get; }

    /// <value>Whether it looks at the trials before.</value>
    public bool UsesHistory => _session.UsesHistory;

    /// <summary>Returns the parameters of the next trial; null when there are none left.</summary>
    public ParameterSet? Next(StudyState state, int? window)
    {
        CatchUp(state);
        return _session.Propose(state.View(_known + 1, window, state.EndedCount));
    }

    /// <summary>Leads the search through the proposals that it has not made itself.</summary>
    public void CatchUp(StudyState state)
    {
        for (; _known < state.Trials.Count; _known++)
        {
            StudyEntry trial = state.Trials[_known];
            if (trial.Begun.Search != Basis) continue;
            ParameterSet? again = _session.Propose(state.View(_known + 1, trial.Begun.Window, trial.EndedBefore));
            if (again is not null && SpaceText.IsSame(again, trial.Record.Parameters)) trial.Adopt(again);
        }
    }

    /// <summary>Takes notice that the proposal became a trial.</summary>
    public void Begun(StudyEntry trial, ParameterSet proposed)
    {
        trial.Adopt(proposed);
        _known = trial.Record.Number;
    }
}
