namespace FraudMl;

/// <summary>Logarithms and powers near 1 that keep their digits.</summary>
internal static class SmallLogs
{
    /// <summary>The rate below which (exp(rate · x) − 1) / rate would lose more digits than two terms of its series.</summary>
    public const double SmallRate = 1e-6;

    /// <summary>Returns ln(1 + x) with full precision near 0 (Goldberg 1991, theorem 4).</summary>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(x) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>Returns ln(1 + exp(−|x|)): what softplus, ln(1 + exp(x)), is above max(x, 0).</summary>
    public static double SoftplusTail(double x) => double.LogP1(Math.Exp(-Math.Abs(x)));

    /// <summary>Returns (exp(rate · x) − 1) / rate; x itself where the rate is 0.</summary>
    public static double Growth(double rate, double x) =>
        Math.Abs(rate) < SmallRate ? x + (rate * x * x / 2) : (Math.Exp(rate * x) - 1) / rate;
}
