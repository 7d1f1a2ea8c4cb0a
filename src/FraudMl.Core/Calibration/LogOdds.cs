namespace FraudMl;

/// <summary>Probabilities and log-odds, without overflow or cancellation.</summary>
internal static class LogOdds
{
    public static double ToProbability(double logOdds)
    {
        double small = Math.Exp(-Math.Abs(logOdds));
        return logOdds >= 0 ? 1 / (1 + small) : small / (1 + small);
    }

    public static double Of(double probability) => Math.Log(probability) - double.LogP1(-probability);
}
