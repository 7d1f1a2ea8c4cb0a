namespace FraudMl;

/// <summary>The functions behind p-values, to about 1e-14.</summary>
internal static class SpecialFunctions
{
    private const double Tiny = 1e-300;

    /// <summary>The complementary error function: a series of positive terms near 0, a continued fraction beyond.</summary>
    public static double Erfc(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        double size = Math.Abs(x);
        if (size > 27) return x > 0 ? 0 : 2;
        double tail = size < 2 ? 1 - ErfSeries(size) : ErfcFraction(size);
        return x >= 0 ? tail : 2 - tail;
    }

    public static double NormalCdf(double z) => 0.5 * Erfc(-z / Math.Sqrt(2));

    /// <summary>The normal quantile: a start good to 4.5e-4 (Abramowitz and Stegun 26.2.23), then Halley's method on the
    /// distribution function.</summary>
    public static double NormalQuantile(double probability)
    {
        if (probability is not (> 0 and < 1)) return probability == 0 ? double.NegativeInfinity
            : probability == 1 ? double.PositiveInfinity : double.NaN;
        double tail = Math.Min(probability, 1 - probability), t = Math.Sqrt(-2 * Math.Log(tail));
        double z = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
        for (int i = 0; i < 4; i++)
        {
            double error = (NormalCdf(z) - tail) * Math.Sqrt(2 * Math.PI) * Math.Exp(z * z / 2);
            z -= error / (1 + z * error / 2);
        }
        return probability < 0.5 ? z : -z;
    }

    /// <summary>P(|T| ≥ |t|) of Student's distribution.</summary>
    public static double StudentTwoSided(double t, double degrees) =>
        double.IsInfinity(t) ? 0 : IncompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t));

    /// <summary>P(X ≥ x) of the chi-squared distribution with one degree of freedom.</summary>
    public static double ChiSquaredTail(double x) => Erfc(Math.Sqrt(x / 2));

    /// <summary>P(X ≥ x) of the chi-squared distribution: the regularized upper incomplete gamma function.</summary>
    public static double ChiSquaredTail(double x, double degrees)
    {
        if (x <= 0) return 1;
        double a = degrees / 2, half = x / 2, front = Math.Exp(a * Math.Log(half) - half - LogGamma(a));
        if (half < a + 1)
        {
            double term = 1 / a, sum = term;
            for (double n = a + 1; term > sum * 1e-17; n++) sum += term *= half / n;
            return 1 - front * sum;
        }
        double b = half + 1 - a, c = 1 / Tiny, d = 1 / b, fraction = d;
        for (int i = 1; i < 10_000; i++)
        {
            double step = -i * (i - a);
            b += 2;
            d = 1 / NotZero(step * d + b);
            c = NotZero(b + step / c);
            fraction *= d * c;
            if (Math.Abs(d * c - 1) < 1e-16) break;
        }
        return front * fraction;
    }

    /// <summary>The regularized incomplete beta function, by its continued fraction (Lentz's method).</summary>
    public static double IncompleteBeta(double a, double b, double x)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        if (x > (a + 1) / (a + b + 2)) return 1 - IncompleteBeta(b, a, 1 - x);
        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * double.LogP1(-x)) / a;
        double c = 1, d = 1 / NotZero(1 - (a + b) * x / (a + 1)), fraction = d;
        for (int m = 1; m < 10_000; m++)
        {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            fraction *= d * c;
            if (Math.Abs(d * c - 1) < 1e-16) break;
        }
        return front * fraction;
    }

    /// <summary>ln Γ(x) for x &gt; 0: Stirling's series, after stepping up to where it is exact.</summary>
    public static double LogGamma(double x)
    {
        double shift = 0;
        for (; x < 15; x++) shift -= Math.Log(x);
        double inverse = 1 / x, square = inverse * inverse;
        double series = inverse * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0 - square / 1188))));
        return shift + (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series;
    }

    private static double ErfSeries(double x)
    {
        double term = x, sum = x;
        for (int n = 1; term > sum * 1e-17; n++) sum += term *= 2 * x * x / (2 * n + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double ErfcFraction(double x)
    {
        double fraction = 0;
        for (int n = 120; n > 0; n--) fraction = n / 2.0 / (x + fraction);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
