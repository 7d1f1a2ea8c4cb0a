namespace FraudMl.Tool.Runs;

/// <summary>The difference of two cross-validations over the same folds.</summary>
internal static class PairedFolds
{
    private const int FewestFolds = 2;

    /// <summary>Returns the corrected test of B less A; null where their folds are not the same, or too few.</summary>
    /// <param name="a">The metric of the first run by fold.</param>
    /// <param name="b">That of the other.</param>
    public static CorrectedTTest? Compare(IReadOnlyDictionary<long, double> a, IReadOnlyDictionary<long, double> b)
    {
        if (a.Count < FewestFolds || a.Count != b.Count || !a.Keys.All(b.ContainsKey)) return null;
        // Of k folds each is tested on one part and trained on the other k − 1.
        return CorrectedTTest.Of([.. a.Keys.Order().Select(fold => b[fold] - a[fold])], a.Count - 1, 1);
    }
}
