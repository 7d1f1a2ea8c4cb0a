namespace FraudMl;

/// <summary>What was spent on a search and when it got better: the estimated cost for improvement of BlendSearch (Wang et al., ICLR
/// 2021).</summary>
internal sealed class WalkCourse
{
    private double _best = double.NegativeInfinity, _before = double.NegativeInfinity, _total, _atBest, _atBefore;

    /// <value>How much better it got for a unit of cost since the time before last; 0 where it did not yet.</value>
    public double Speed => double.IsFinite(_before) ? (_best - _before) / Math.Max(_total - _atBefore, double.Epsilon) : 0;

    /// <summary>Takes a trial.</summary>
    public void Add(double score, double cost)
    {
        _total += cost;
        if (!(score > _best)) return;
        (_before, _atBefore) = (_best, _atBest);
        (_best, _atBest) = (score, _total);
    }

    /// <summary>Returns what it will cost to get better than a score.</summary>
    /// <param name="target">The score.</param>
    /// <param name="speed">Its speed, or the fastest of others where it has none.</param>
    public double CostToImprove(double target, double speed)
    {
        double cost = Math.Max(_total - _atBest, _atBest - _atBefore);
        return _best >= target ? cost
            : speed > 0 ? Math.Max(cost, 2 * (target - _best) / speed) : double.PositiveInfinity;
    }
}
