namespace FraudMl;

/// <summary>A trial of a study as its records tell it.</summary>
internal sealed class StudyEntry
{
    private static readonly IReadOnlyDictionary<TrialStep, double> NoValues = new Dictionary<TrialStep, double>();

    public StudyEntry(TrialBegun begun, ParameterSet parameters, int endedBefore)
    {
        (Begun, Owner, EndedBefore) = (begun, begun.Owner, endedBefore);
        Record = new TrialRecord(begun.Number, TrialState.Running, parameters, []) { IsQueued = begun.Search is null };
        Running = Ended = new SearchTrial(parameters, TrialState.Running, null, NoValues);
    }

    public TrialBegun Begun { get; }

    /// <value>Who runs it; null once it was given back.</value>
    public string? Owner { get; set; }

    /// <value>How often it was begun.</value>
    public int Attempts { get; set; } = 1;

    /// <value>How many trials had ended when it was proposed.</value>
    public int EndedBefore { get; }

    /// <value>How many trials ended before it did.</value>
    public int Place { get; private set; } = int.MaxValue;

    public TrialRecord Record { get; private set; }

    public bool IsOver => Record.State != TrialState.Running;

    /// <value>It as a search sees it while it runs.</value>
    public SearchTrial Running { get; private set; }

    /// <value>It as a search sees it once it is seen to have ended.</value>
    public SearchTrial Ended { get; private set; }

    /// <summary>Takes the object that the search itself made, by which some know their own.</summary>
    public void Adopt(ParameterSet parameters)
    {
        Record = Record with { Parameters = parameters };
        Running = Running with { Parameters = parameters };
        Ended = Ended with { Parameters = parameters };
    }

    public void End(TrialEnded ended, int place, IReadOnlyList<StudyObjective> objectives)
    {
        if (ended.Values.Length != (ended.State == TrialState.Completed ? objectives.Count : 0))
            throw new InvalidDataException("A trial that completed has a value for each objective, and others have none.");
        var reports = (ended.Reports ?? []).ToDictionary(report => new TrialStep(report.Fold, report.Iteration), report => report.Value);
        Record = Record with
        {
            State = ended.State, Values = ended.Values, Reason = ended.Reason, Reports = reports,
            Attributes = ended.Attributes ?? [], Duration = TimeSpan.FromSeconds(ended.Seconds),
        };
        double[] scores = [.. ended.Values.Select((value, i) => objectives[i].Score(value))];
        Ended = new SearchTrial(Record.Parameters, ended.State, scores.Length > 0 ? scores[0] : null,
            reports.ToDictionary(report => report.Key, report => objectives[0].Score(report.Value)))
        {
            Scores = scores, Duration = Record.Duration,
        };
        (Place, Owner) = (place, null);
    }
}
