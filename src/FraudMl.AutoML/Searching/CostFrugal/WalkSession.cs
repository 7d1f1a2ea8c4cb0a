namespace FraudMl;

/// <summary>Walks, and beside them a search that looks everywhere; whoever is likely to get better at the least cost goes on.</summary>
internal sealed class WalkSession(EncodedSpace space, TrialCost cost, Random random, double stepSize, ISearchSession? everywhere)
    : ISearchSession
{
    private sealed record Open(double[] Point, Walk? Walk, double[]? From);

    private readonly Dictionary<ParameterSet, Open> _open = new(ReferenceEqualityComparer.Instance);
    private readonly List<Walk> _walks = [];
    private readonly WalkCourse _everywhere = new();
    private readonly double[] _far = new double[space.Count];
    private bool _isBegun;
    private double _best = double.NegativeInfinity;

    public int? TrialCount => null;

    public ParameterSet Propose(IReadOnlyList<SearchTrial> history)
    {
        if (!_isBegun) Begin(history);
        var pruned = new PrunedScore(history);
        foreach (SearchTrial trial in history)
        {
            if (trial.State != TrialState.Running && _open.Remove(trial.Parameters, out Open? open)) Learn(open, trial, pruned);
        }

        _walks.RemoveAll(walk => walk.IsConverged);
        Walk? next = Cheapest();
        if (next is null && everywhere is null) _walks.Add(next = new Walk(space, space.Draw(random), stepSize, random));
        double[] point = next?.Next() ?? Near(space.Encode(everywhere!.Propose(history)!)!);
        ParameterSet proposal = space.Decode(point);
        _open[proposal] = new Open(point, next, next?.Incumbent);
        return proposal;
    }

    private void Begin(IReadOnlyList<SearchTrial> history)
    {
        _isBegun = true;
        SearchTrial? known = history.Where(trial => trial is { State: TrialState.Completed, Score: { } score } && double.IsFinite(score))
            .MaxBy(trial => trial.Score);
        double[]? point = known is null ? null : space.Encode(known.Parameters);
        var walk = new Walk(space, point ?? Low(), stepSize, random);
        if (point is not null) Learn(new Open(point, walk, null), known!, new PrunedScore(history));
        _walks.Add(walk);
    }

    private void Learn(Open open, SearchTrial trial, PrunedScore pruned)
    {
        double score = trial.State == TrialState.Pruned ? pruned.Of(trial) : trial.Score ?? double.NaN;
        if (double.IsNaN(score)) score = double.NegativeInfinity;
        double spent = cost.Of(trial);
        for (int d = 0; d < _far.Length; d++) _far[d] = Math.Max(_far[d], double.IsNaN(open.Point[d]) ? 0 : open.Point[d]);
        if (open.Walk is { } walk) walk.Take(open.Point, open.From, score, spent);
        else LearnEverywhere(open.Point, score, spent);
        _best = Math.Max(_best, score);
        Merge();
    }

    // What is at least as good as half of the walks begins one of its own; within reach of one, it is that one's.
    private void LearnEverywhere(double[] point, double score, double spent)
    {
        // It knows of all trials, so that only what is better than all of them is its merit.
        _everywhere.Add(score > _best ? score : double.NegativeInfinity, spent);
        if (_walks.Find(walk => walk.Reaches(point)) is { } near)
        {
            near.Take(point, null, score, 0);
            return;
        }

        double[] scores = [.. _walks.Select(walk => walk.Score).Order()];
        if (!double.IsFinite(score) || (scores.Length > 0 && score < scores[scores.Length / 2])) return;
        var walk = new Walk(space, point, stepSize, random);
        walk.Take(point, null, score, spent);
        _walks.Add(walk);
    }

    // A walk that a better one would reach is that one.
    private void Merge() => _walks.RemoveAll(walk => _walks.Exists(better =>
        better.Score > walk.Score && double.IsFinite(walk.Score) && better.Reaches(walk.Incumbent)));

    // Null where it is the turn of the search that looks everywhere.
    private Walk? Cheapest()
    {
        double fastest = _walks.Select(walk => walk.Course.Speed).Append(_everywhere.Speed).Max();
        Walk? next = null;
        double least = everywhere is null ? double.PositiveInfinity : _everywhere.CostToImprove(double.NegativeInfinity, fastest);
        foreach (Walk walk in _walks)
        {
            double own = walk.Course.CostToImprove(_best, walk.Course.Speed > 0 ? walk.Course.Speed : fastest);
            if (own <= least) (next, least) = (walk, own);
        }

        return next;
    }

    // The low end of what is costly, the middle of the rest, the first choice.
    private double[] Low()
    {
        double[] point = space.Draw(d => space.Dimensions[d] is { IsCostly: false, IsChoice: false } ? 0.5 : 0);
        return space.Allows(point) ? point : space.Draw(random);
    }

    // Looking everywhere goes at most a step beyond what was ever paid.
    private double[] Near(double[] point)
    {
        double[] nearer = [.. point];
        for (int d = 0; d < nearer.Length; d++)
        {
            EncodedDimension dimension = space.Dimensions[d];
            if (dimension.IsCostly && nearer[d] > _far[d] + stepSize) nearer[d] = dimension.Snap(_far[d] + stepSize);
        }

        return space.Allows(nearer) ? nearer : point;
    }

    public override string ToString() => FormattableString.Invariant($"{_walks.Count} walks, {_open.Count} trials open");
}
