namespace FraudMl;

/// <summary>A running trial of a study.</summary>
public sealed class StudyTrial
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TrialStep, double> _reports = [];
    private readonly Dictionary<string, string> _attributes = [];
    private readonly Dictionary<int, List<double>> _scores = [];
    private readonly Func<TrialStep, IReadOnlyList<double>, TrialDirective> _judge;

    internal StudyTrial(
        StudyEntry entry, StudyOptions options, IReadOnlyList<SearchTrial> seen, CancellationToken cancellationToken)
    {
        (Number, Parameters, CancellationToken) = (entry.Record.Number, entry.Record.Parameters, cancellationToken);
        Seed = unchecked((int)((uint)options.Seed + ((uint)Number * 0x9E3779B9u))) & int.MaxValue;
        ThreadCount = Math.Max(1, Environment.ProcessorCount / options.WorkerCount);
        Objective = options.Objectives[0];
        StartedAt = options.Time.GetTimestamp();
        _judge = (step, scores) => options.Pruner?.Judge(new TrialProgress(Parameters, step, scores, seen)) ?? TrialDirective.Continue;
    }

    /// <value>Its number, from 1.</value>
    public int Number { get; }

    /// <value>What it tries.</value>
    public ParameterSet Parameters { get; }

    /// <value>The seed of everything random in it; it depends on the study's seed and the number alone.</value>
    public int Seed { get; }

    /// <value>The threads it may use: the processors shared by the study's workers.</value>
    public int ThreadCount { get; }

    /// <value>Tells that the study was cancelled or its time is used up.</value>
    public CancellationToken CancellationToken { get; }

    internal StudyObjective Objective { get; }

    internal long StartedAt { get; }

    internal TrialStep? StoppedAt { get; private set; }

    /// <summary>Returns whether it has a parameter: one of a choice that was not taken it has not.</summary>
    /// <param name="parameter">The parameter.</param>
    public bool Has(Parameter parameter) => Parameters.Has(parameter);

    /// <summary>Returns its value of a parameter.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="FraudMlException">Thrown when the trial does not have it.</exception>
    public T Get<T>(Parameter<T> parameter)
        where T : notnull => Parameters.Get(parameter);

    /// <summary>Notes something of the trial, which stands in its record.</summary>
    /// <param name="name">Its name; a second note of it replaces the first.</param>
    /// <param name="value">What; its text in the invariant culture is kept.</param>
    public void Note(string name, object value)
    {
        lock (_gate) _attributes[name] = FormattableString.Invariant($"{value}");
    }

    /// <summary>Reports a value after an iteration, by which the pruner may stop the trial.</summary>
    /// <param name="iteration">The iteration, from 1.</param>
    /// <param name="value">The value of the objective so far.</param>
    /// <exception cref="TrialStoppedException">Thrown when the pruner stops the trial: let it pass.</exception>
    public void Report(int iteration, double value) => Report(new TrialStep(0, iteration), 0, value);

    /// <summary>Reports the mean after a fold, or after one of several tasks, by which the pruner may stop the trial.</summary>
    /// <param name="fold">The fold, from 0.</param>
    /// <param name="value">The mean of the objective over the folds so far.</param>
    /// <exception cref="TrialStoppedException">Thrown when the pruner stops the trial: let it pass.</exception>
    public void ReportFold(int fold, double value) => Report(new TrialStep(fold), -1, value);

    internal (List<Report>? Reports, Dictionary<string, string>? Attributes) Notes()
    {
        lock (_gate)
        {
            List<Report> reports = [.. _reports.Select(report => new Report(report.Key.Fold, report.Key.Iteration, report.Value))];
            return (reports.Count > 0 ? reports : null, _attributes.Count > 0 ? new(_attributes) : null);
        }
    }

    private void Report(TrialStep step, int course, double value)
    {
        double[] scores;
        lock (_gate)
        {
            _reports[step] = value;
            if (!_scores.TryGetValue(course, out List<double>? known)) _scores[course] = known = [];
            known.Add(Objective.Score(value));
            scores = [.. known];
        }

        if (_judge(step, scores) == TrialDirective.Continue) return;
        StoppedAt = step;
        throw new TrialStoppedException(step);
    }

    /// <summary>Returns its number and parameters.</summary>
    public override string ToString() => FormattableString.Invariant($"#{Number} ")
        + string.Join(", ", Parameters.Values.Select(value => FormattableString.Invariant($"{value.Key} {value.Value:0.####}")));
}
