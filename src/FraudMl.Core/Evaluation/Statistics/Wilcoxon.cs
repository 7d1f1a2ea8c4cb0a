using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

/// <summary>Whether paired differences, for example of folds, lie around 0: the signed-rank test (Wilcoxon 1945). Zeros are left
/// out; ties share ranks.</summary>
/// <param name="Count">The differences that are not 0.</param>
/// <param name="PositiveRankSum">The rank sum of the positive differences.</param>
/// <param name="NegativeRankSum">The rank sum of the negative differences.</param>
/// <param name="PValue">Two-sided and exact up to 50 differences, by counting all signs, ties included; <see cref="ApproximatePValue"/>
/// beyond. NaN without differences.</param>
/// <param name="ApproximatePValue">By the normal approximation with tie-corrected variance. NaN without differences.</param>
/// <param name="CorrectedPValue">The same with the continuity correction of one half.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record Wilcoxon(
    int Count, double PositiveRankSum, double NegativeRankSum, double PValue, double ApproximatePValue, double CorrectedPValue)
{
    private const int MaxExactCount = 50;

    /// <value>The smaller rank sum.</value>
    public double Statistic => Math.Min(PositiveRankSum, NegativeRankSum);

    /// <summary>Tests paired differences.</summary>
    /// <param name="differences">Finite differences.</param>
    public static Wilcoxon Of(ReadOnlySpan<double> differences)
    {
        double[] kept = Array.FindAll(differences.ToArray(), difference => difference != 0);
        int n = kept.Length;
        if (n == 0) return new(0, 0, 0, double.NaN, double.NaN, double.NaN);
        double[] ranks = Midranks.Of(Array.ConvertAll(kept, Math.Abs));
        double positive = 0, negative = 0;
        for (int i = 0; i < n; i++)
        {
            if (kept[i] > 0) positive += ranks[i];
            else negative += ranks[i];
        }
        double statistic = Math.Min(positive, negative), mean = n * (n + 1) / 4.0;
        // Midranks make Σ rank² what the usual tie correction takes off.
        double deviation = Math.Sqrt(ranks.Sum(rank => rank * rank) / 4);
        double Approximate(double correction) =>
            Math.Min(1, SpecialFunctions.Erfc(Math.Abs((statistic - mean + correction) / deviation) / Math.Sqrt(2)));
        double approximate = Approximate(0);
        return new(n, positive, negative, n <= MaxExactCount ? Exact(ranks, statistic) : approximate, approximate, Approximate(0.5));
    }

    /// <summary>Counts, over all 2ⁿ signs, how often the smaller rank sum is as small; midranks are whole when doubled.</summary>
    private static double Exact(double[] ranks, double statistic)
    {
        int[] doubled = Array.ConvertAll(ranks, rank => (int)Math.Round(2 * rank));
        var ways = new double[doubled.Sum() + 1];
        ways[0] = 1;
        int reached = 0;
        foreach (int rank in doubled)
        {
            reached += rank;
            for (int sum = reached; sum >= rank; sum--) ways[sum] += ways[sum - rank];
        }
        double low = 0;
        for (int sum = 0; sum <= (int)Math.Round(2 * statistic); sum++) low += ways[sum];
        return Math.Min(1, 2 * low / Math.Pow(2, ranks.Length));
    }
}
