using System.Globalization;

namespace FraudMl.Evaluations;

/// <summary>A 95 % confidence interval.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The 0.975 quantile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>Returns the interval of a proportion (Wilson 1927); unlike p ± 1.96·se it stays in [0, 1] and works at 0 and 1.</summary>
    /// <param name="successes">How many had the property.</param>
    /// <param name="trials">How many were looked at, greater than 0.</param>
    public static Interval Wilson(double successes, double trials)
    {
        double share = successes / trials, shrink = 1 + Z * Z / trials;
        double centre = (share + Z * Z / (2 * trials)) / shrink;
        double half = Z / shrink * Math.Sqrt(share * (1 - share) / trials + Z * Z / (4 * trials * trials));
        return new(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>Returns the interval value ± 1.96 standard errors.</summary>
    internal static Interval Normal(double value, double variance) => new(value - Z * Math.Sqrt(variance), value + Z * Math.Sqrt(variance));

    /// <summary>Returns the interval as text, for example <c>[0.71, 0.83]</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Low:0.####}, {High:0.####}]");
}

/// <summary>How bootstrap draws become an interval.</summary>
public enum IntervalMethod
{
    /// <summary>Bias-corrected and accelerated (Efron 1987): the quantiles are moved by the draws' bias and
    /// the metric's skewness.</summary>
    BiasCorrected,

    /// <summary>The plain 2.5 % and 97.5 % quantiles of the draws.</summary>
    Percentile,
}
