namespace FraudMl;

/// <summary>Stops a trial whose folds are significantly worse than the same folds of the best trial.</summary>
internal sealed class WilcoxonPruner(WilcoxonPrunerOptions options) : IPruner
{
    public string Name => "wilcoxon";

    public TrialDirective Judge(in TrialProgress progress)
    {
        if (progress.Step.Iteration is not null || progress.Values.Count < options.StartupFoldCount
            || Best(progress.History) is not { } best)
            return TrialDirective.Continue;
        double[] means = [.. Enumerable.Range(0, progress.Values.Count)
            .Select(fold => best.Values.GetValueOrDefault(new TrialStep(fold), double.NaN))];
        double[] own = Folds(progress.Values), others = Folds(means);
        double[] differences = [.. own.Zip(others, (a, b) => a - b)];
        if (own.Any(double.IsNaN)) return TrialDirective.Stop;
        if (differences.Any(double.IsNaN) || differences.All(difference => difference == 0) || differences.Average() >= 0)
            return TrialDirective.Continue;
        Wilcoxon test = Wilcoxon.Of(differences);
        // One-sided: half of the two-sided, as the folds lie below.
        return test.PositiveRankSum < test.NegativeRankSum && test.PValue / 2 < options.PValue ? TrialDirective.Stop
            : TrialDirective.Continue;
    }

    private static SearchTrial? Best(IReadOnlyList<SearchTrial> history)
    {
        SearchTrial? best = null;
        foreach (SearchTrial trial in history)
        {
            if (trial is { State: TrialState.Completed, Score: { } score } && !double.IsNaN(score) && !(score <= best?.Score)) best = trial;
        }

        return best;
    }

    // Trials tell means over the folds so far.
    private static double[] Folds(IReadOnlyList<double> means) =>
        [.. means.Select((mean, fold) => fold == 0 ? mean : (mean * (fold + 1)) - (means[fold - 1] * fold))];

    public override string ToString() => $"{Name}: {options}";
}
