namespace FraudMl.Tests;

/// <summary>A search that depends on all of its history: it steps away from the best trial so far, by how many ended each
/// way and how many run.</summary>
internal sealed class ClimbingSearch : ISearchAlgorithm
{
    public List<IReadOnlyList<SearchTrial>> Seen { get; } = [];

    public string Name => "climbing";

    public ISearchSession Start(ParameterSpace space, int seed) => new Session(this, space);

    private sealed class Session(ClimbingSearch search, ParameterSpace space) : ISearchSession
    {
        public int? TrialCount => null;

        public ParameterSet Propose(IReadOnlyList<SearchTrial> history)
        {
            search.Seen.Add([.. history]);
            SearchTrial? best = history.Where(trial => trial.Score is not null).MaxBy(trial => trial.Score);
            double values = history.Sum(trial => trial.Values.Values.Sum());
            double from = best is null ? 0.5 : Convert.ToDouble(best.Parameters.Values[space.Parameters[0].Name]);
            double place = (from + (0.317 * (history.Count + 1)) + (0.01 * values)
                + (0.1 * history.Count(trial => trial.State == TrialState.Pruned))) % 1;
            return new ParameterSet(space.Parameters.ToDictionary(parameter => parameter.Name,
                parameter => (object)((NumericParameter)parameter).At(place)));
        }
    }
}
