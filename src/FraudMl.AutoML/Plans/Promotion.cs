namespace FraudMl;

/// <summary>Who goes on beyond a rung of successive halving.</summary>
internal static class Promotion
{
    /// <summary>Returns whether a trial goes on: the best 1 / η of those that reached the place do, and always the best.</summary>
    /// <param name="own">The trial's value there, higher is better.</param>
    /// <param name="rivals">The other trials.</param>
    /// <param name="step">The place.</param>
    /// <param name="reductionFactor">η.</param>
    public static TrialDirective Of(double own, IEnumerable<SearchTrial> rivals, TrialStep step, int reductionFactor)
    {
        if (double.IsNaN(own)) return TrialDirective.Stop;
        double[] others = [.. rivals.Select(trial => trial.Values.GetValueOrDefault(step, double.NaN))
            .Where(value => !double.IsNaN(value))];
        int promotedCount = Math.Max(1, (others.Length + 1) / reductionFactor);
        return others.Count(value => value > own) < promotedCount ? TrialDirective.Continue : TrialDirective.Stop;
    }
}
