namespace FraudMl;

/// <summary>The values that a trial reports on its way, and what the pruner says to them. Called by one thread at a time.</summary>
internal sealed class TrialValues(TuningPhase phase, ParameterSet parameters, IReadOnlyList<SearchTrial> history)
{
    private readonly Dictionary<TrialStep, double> _values = [];
    private readonly Dictionary<int, List<double>> _iterations = [];
    private readonly List<double> _foldMeans = [];
    private double _foldSum;

    /// <summary>Takes what a trial tells, and returns whether it goes on.</summary>
    public TrialDirective Take(FitProgress progress)
    {
        if (progress.Result is { } fold)
        {
            _foldSum += phase.Score(fold[phase.Metric]);
            return Add(new TrialStep(progress.Fold), _foldMeans, _foldSum / (_foldMeans.Count + 1));
        }

        if (progress.Iteration is not { ValidationScore: { } score } iteration) return TrialDirective.Continue;
        if (!_iterations.TryGetValue(progress.Fold, out List<double>? scores)) _iterations[progress.Fold] = scores = [];
        return Add(new TrialStep(progress.Fold, iteration.Iteration), scores, score);
    }

    /// <summary>Takes what a trial shows with a share of the rows, and returns whether it goes on.</summary>
    public TrialDirective Take(TrialStep step, CrossValidationReport report, int reductionFactor)
    {
        double value = phase.Score(report.Mean(phase.Metric));
        _values[step] = value;
        return Promotion.Of(value, history, step, reductionFactor);
    }

    /// <summary>Returns the values up to a place; folds that were under way beyond it count for nothing.</summary>
    public IReadOnlyDictionary<TrialStep, double> UpTo(TrialStep? last) =>
        last is { } end ? _values.Where(value => value.Key.IsUpTo(end)).ToDictionary() : _values;

    private TrialDirective Add(TrialStep step, List<double> values, double value)
    {
        _values[step] = value;
        values.Add(value);
        return phase.Pruner?.Judge(new TrialProgress(parameters, step, values, history)) ?? TrialDirective.Continue;
    }
}
