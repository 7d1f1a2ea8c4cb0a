namespace FraudMl;

/// <summary>The candidates as they were given.</summary>
internal sealed class CandidateTrials(IReadOnlyList<FraudPipeline> candidates) : TrialSource
{
    private readonly IReadOnlyList<string> _names = PipelineNames.Distinct(candidates);
    private int _next;

    public override int? TrialCount => candidates.Count;

    public override Proposal? Next(int number, int seed)
    {
        if (_next == candidates.Count) return null;
        (FraudPipeline candidate, string name) = (candidates[_next], _names[_next]);
        _next++;
        return new Proposal(new TrialInfo(number, name, TrialPhase.Compare, candidate, new Dictionary<string, object>(), seed));
    }
}
