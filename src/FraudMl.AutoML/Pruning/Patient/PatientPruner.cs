namespace FraudMl;

/// <summary>Asks another pruner only where a trial has not become better for a while.</summary>
internal sealed class PatientPruner(IPruner inner, PatientPrunerOptions options) : IPruner
{
    public string Name => $"patient {inner.Name}";

    // Whether a trial has become better is seen between the places of the other, too.
    public IReadOnlyList<int>? FollowedIterations => inner.FollowedIterations is { Count: 0 } ? [] : null;

    public TrialDirective Judge(in TrialProgress progress)
    {
        int recent = options.PatienceCount + 1, count = progress.Values.Count;
        if (count <= recent) return TrialDirective.Continue;
        double before = Best(progress.Values.Take(count - recent)), after = Best(progress.Values.Skip(count - recent));
        return before - options.MinimumDelta > after ? inner.Judge(progress) : TrialDirective.Continue;
    }

    private static double Best(IEnumerable<double> values) =>
        values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NegativeInfinity).Max();

    public override string ToString() => $"{Name}: {options}";
}
