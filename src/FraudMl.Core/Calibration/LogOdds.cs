namespace FraudMl;

/// <summary>Probabilities and log-odds, without overflow or cancellation.</summary>
internal static class LogOdds
{
    /// <summary>The distance of two doubles next to 1.</summary>
    public const double Smallest = 2.220446049250313e-16;

    public static double ToProbability(double logOdds)
    {
        double small = Math.Exp(-Math.Abs(logOdds));
        return logOdds >= 0 ? 1 / (1 + small) : small / (1 + small);
    }

    /// <summary>The log-odds of a probability kept away from 0 and 1 by the distance of two doubles there.</summary>
    public static double OfClipped(double probability) => Of(Math.Clamp(probability, Smallest, 1 - Smallest));

    public static double Of(double probability) => Math.Log(probability) - double.LogP1(-probability);
}
