using FraudMl;
using FraudMl.Tuning;

namespace AutoMl;

/// <summary>A search that ends when so many rounds have been grown.</summary>
internal sealed class UpToRounds(ISearchAlgorithm search, CountedTrainer.Counter counter, long most) : ISearchAlgorithm
{
    public string Name => search.Name;

    public ISearchSession Start(ParameterSpace space, int seed) => new Session(search.Start(space, seed), this);

    public ISearchSession Start(ParameterSpace space, int seed, Budget? budget) => new Session(search.Start(space, seed, budget), this);

    private bool IsOver => Interlocked.Read(ref counter.Rounds) >= most;

    private sealed class Session(ISearchSession session, UpToRounds limit) : ISearchSession
    {
        public int? TrialCount => session.TrialCount;

        public bool UsesHistory => session.UsesHistory;

        public ParameterSet? Propose(IReadOnlyList<SearchTrial> history) => limit.IsOver ? null : session.Propose(history);
    }
}
