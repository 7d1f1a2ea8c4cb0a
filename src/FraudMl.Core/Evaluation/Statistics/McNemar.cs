namespace FraudMl.Evaluations;

/// <summary>Whether two sets of decisions over the same rows are right equally often (McNemar 1947).</summary>
/// <param name="OnlyARight">Rows that only the first decided rightly.</param>
/// <param name="OnlyBRight">Rows that only the second decided rightly.</param>
/// <param name="PValue">Exact and two-sided: twice the smaller binomial tail, at most 1.</param>
/// <param name="MidPValue">The mid-p variant, less conservative (Fagerland et al. 2013).</param>
/// <param name="ChiSquared">(b − c)² / (b + c); 0 when the decisions never differ.</param>
/// <param name="CorrectedChiSquared">(|b − c| − 1)² / (b + c) (Edwards 1948); 0 when b = c.</param>
public sealed record McNemar(int OnlyARight, int OnlyBRight, double PValue, double MidPValue, double ChiSquared, double CorrectedChiSquared)
{
    /// <value>The p-value of <see cref="ChiSquared"/>.</value>
    public double ChiSquaredPValue => SpecialFunctions.ChiSquaredTail(ChiSquared);

    /// <value>The p-value of <see cref="CorrectedChiSquared"/>.</value>
    public double CorrectedPValue => SpecialFunctions.ChiSquaredTail(CorrectedChiSquared);

    /// <summary>Tests the counts of rows that only one of two models decided rightly.</summary>
    /// <param name="onlyARight">Rows that only the first decided rightly, at least 0.</param>
    /// <param name="onlyBRight">Rows that only the second decided rightly, at least 0.</param>
    public static McNemar Of(int onlyARight, int onlyBRight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyARight);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyBRight);
        int total = onlyARight + onlyBRight, fewer = Math.Min(onlyARight, onlyBRight);
        if (total == 0) return new(0, 0, 1, 1, 0, 0);
        double tail = Tail(fewer, total), point = Point(fewer, total), gap = Math.Abs((double)onlyARight - onlyBRight);
        double mid = gap == 0 ? 1 - point / 2 : 2 * tail - point;
        double corrected = gap == 0 ? 0 : (gap - 1) * (gap - 1) / total;
        return new(onlyARight, onlyBRight, Math.Min(1, 2 * tail), mid, gap * gap / total, corrected);
    }

    /// <summary>P(X ≤ k) of a fair coin thrown n times, as an incomplete beta function.</summary>
    private static double Tail(int k, int n) => k == n ? 1 : SpecialFunctions.IncompleteBeta(n - k, k + 1, 0.5);

    private static double Point(int k, int n) => Math.Exp(
        SpecialFunctions.LogGamma(n + 1.0) - SpecialFunctions.LogGamma(k + 1.0) - SpecialFunctions.LogGamma(n - k + 1.0) - n * Math.Log(2));
}
