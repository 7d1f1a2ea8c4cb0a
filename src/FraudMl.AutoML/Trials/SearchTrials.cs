namespace FraudMl;

/// <summary>What a search algorithm proposes for the winner so far.</summary>
internal sealed class SearchTrials(TuningPhase phase, ParameterSpace space, TrialInfo winner, int seed) : TrialSource
{
    private readonly ISearchSession _session = phase.Search.Start(space, seed);
    private readonly List<SearchTrial> _history = [];
    private readonly Dictionary<int, int> _places = [];

    public override int? TrialCount => (phase.Budget.TrialCount, _session.TrialCount) switch
    {
        ({ } budget, { } proposals) => Math.Min(budget, proposals),
        var (budget, proposals) => budget ?? proposals,
    };

    public override Proposal? Next(int number)
    {
        if (_history.Count == phase.Budget.TrialCount || _session.Propose(_history) is not { } parameters) return null;
        _places[number] = _history.Count;
        _history.Add(new SearchTrial(parameters, null, []));
        try
        {
            return new Proposal(Trial(number, parameters, winner.Pipeline.With(parameters)));
        }
        catch (FraudMlException error)
        {
            return new Proposal(Trial(number, parameters, winner.Pipeline), error.Message);
        }
    }

    public override void OnFold(TrialInfo trial, FoldResult fold) =>
        Update(trial, known => known with { FoldScores = [.. known.FoldScores, Score(fold[phase.Metric])] });

    public override void OnCompleted(TrialInfo trial, CrossValidationReport report) =>
        Update(trial, known => known with { Score = Score(report.Mean(phase.Metric)) });

    private TrialInfo Trial(int number, ParameterSet parameters, FraudPipeline pipeline) =>
        new(number, pipeline.Name, phase.Search.Name, pipeline, parameters.Values);

    private void Update(TrialInfo trial, Func<SearchTrial, SearchTrial> change)
    {
        int place = _places[trial.Number];
        _history[place] = change(_history[place]);
    }

    private double Score(double value) => phase.Metric.HigherIsBetter ? value : -value;
}
