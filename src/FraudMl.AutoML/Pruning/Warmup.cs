namespace FraudMl;

/// <summary>The folds and iterations in which nothing is pruned.</summary>
internal readonly record struct Warmup(int FoldCount, int IterationCount)
{
    public bool Has(TrialStep step) => step.Iteration is { } iteration
        ? step.Fold < FoldCount || iteration <= IterationCount
        : step.Fold + 1 <= FoldCount;
}
