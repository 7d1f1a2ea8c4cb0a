using System.Text.Json.Serialization;
using static System.FormattableString;

namespace FraudMl.Evaluations;

/// <summary>How far the values of one sample, for example last week's scores, are from those of another, for example training's.</summary>
/// <param name="Psi">The population stability index: Σ (a − r) ln(a / r) over the bins of <paramref name="Bins"/>,
/// shares floored at 1e-4.</param>
/// <param name="PsiCritical">
/// The index that equal distributions exceed once in twenty: χ²(bins − 1) · (1/n + 1/m) over the bins that are not empty in both samples
/// (Yurdakul and Naranjo 2020). The rule of 0.1 and 0.25 ignores the sample size.
/// </param>
/// <param name="KolmogorovSmirnov">The largest distance between the distribution functions, in [0, 1].</param>
/// <param name="KolmogorovSmirnovPValue">Two-sided: exact for up to 10,000 pairs without ties, Kolmogorov's limit beyond.</param>
/// <param name="Wasserstein">The area between the distribution functions, in the unit of the values.</param>
/// <param name="JensenShannon">The Jensen–Shannon distance of the binned shares, base 2, in [0, 1].</param>
/// <param name="Bins">The bins: deciles of the reference; a value that repeats among them has a bin of its own.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record TwoSample(
    double Psi, double PsiCritical, double KolmogorovSmirnov, double KolmogorovSmirnovPValue, double Wasserstein, double JensenShannon,
    TwoSampleBins Bins)
{
    /// <summary>Compares two samples.</summary>
    /// <param name="reference">The reference; finite, at least one value.</param>
    /// <param name="actual">What is compared with it; finite, at least one value.</param>
    /// <exception cref="FraudMlException">Thrown with every problem when a sample is empty or a value is not finite.</exception>
    public static TwoSample Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> actual)
    {
        List<string> problems = [];
        Check(problems, "reference", reference);
        Check(problems, "actual sample", actual);
        if (problems.Count > 0) throw new FraudMlException("The samples can't be compared", problems);
        double[] first = reference.ToArray(), second = actual.ToArray();
        Array.Sort(first);
        Array.Sort(second);
        TwoSampleBins bins = TwoSampleBins.Of(first, second);
        (double distance, double area) = EmpiricalDistance.Of(first, second);
        return new(bins.Psi(), bins.PsiCritical(), distance, KolmogorovTail.PValue(first, second, distance), area,
            bins.JensenShannon(), bins);
    }

    private static void Check(List<string> problems, string what, ReadOnlySpan<double> values)
    {
        if (values.Length == 0) problems.Add(Invariant($"The {what} must have at least one value. Got none."));
        int broken = 0;
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) broken++;
        }
        if (broken > 0) problems.Add(Invariant($"The values of the {what} must be finite. {broken} of {values.Length} are not."));
    }
}
