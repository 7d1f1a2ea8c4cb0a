using static System.FormattableString;

namespace FraudMl;

/// <summary>The rules every calibrator's rows keep.</summary>
internal static class CalibrationRows
{
    /// <summary>Checks the rows and returns their weights.</summary>
    public static double[] Check(string calibrator, ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        List<string> problems = [];
        if (margins.Length != labels.Length)
            problems.Add(Invariant($"There must be as many margins as labels, {labels.Length}. Got {margins.Length} instead."));
        if (weights.Length > 0 && weights.Length != labels.Length)
            problems.Add(Invariant($"There must be as many weights as labels, {labels.Length}. Got {weights.Length} instead."));
        int infinite = Count(margins, double.IsFinite), invalid = Count(weights, weight => double.IsFinite(weight) && weight >= 0);
        if (infinite > 0) problems.Add(Invariant($"Margins must be finite numbers. {infinite} of {margins.Length} are NaN or infinite."));
        if (invalid > 0) problems.Add(Invariant($"Weights must be finite and at least 0. {invalid} of {weights.Length} are not."));
        if (problems.Count == 0) CheckClasses(problems, labels, weights);
        if (problems.Count > 0) throw new FraudMlException($"The {calibrator} calibrator can't be fitted", problems);
        return weights.Length > 0 ? weights.ToArray() : [.. Enumerable.Repeat(1.0, labels.Length)];
    }

    private static void CheckClasses(List<string> problems, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        int frauds = 0, legits = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (weights.Length > 0 && weights[i] == 0) continue;
            if (labels[i]) frauds++;
            else legits++;
        }
        if (frauds == 0 || legits == 0)
            problems.Add(Invariant(
                $"It needs rows of both classes. Got {frauds} frauds and {legits} legitimate rows; use more rows or fewer folds."));
    }

    private static int Count(ReadOnlySpan<double> values, Predicate<double> keeps)
    {
        int broken = 0;
        foreach (double value in values)
        {
            if (!keeps(value)) broken++;
        }
        return broken;
    }
}
