namespace FraudMl;

/// <summary>The threshold decisions of FraudMl.Core. Each chooses its threshold on out-of-fold probabilities.</summary>
public static class ThresholdsCatalog
{
    extension(Thresholds)
    {
        /// <summary>Returns a rule that flags from a given probability on.</summary>
        /// <param name="probability">The threshold, in [0, 1].</param>
        /// <exception cref="FraudMlException">Thrown when it is outside.</exception>
        public static IDecisionRule Fixed(double probability) => new FixedThreshold(new() { Probability = probability }).Checked();

        /// <summary>Returns a rule that flags from the probability with the best F-measure on.</summary>
        /// <param name="beta">How many times recall counts as much as precision, greater than 0. Default 1.</param>
        /// <exception cref="FraudMlException">Thrown when beta is not greater than 0.</exception>
        public static IDecisionRule BestFBeta(double beta = 1) => new BestFBetaThreshold(new() { Beta = beta }).Checked();

        /// <summary>Returns a rule that catches as many frauds as it can while few legitimate rows are flagged.</summary>
        /// <param name="maxFpr">The largest share of legitimate rows that may be flagged, in (0, 1].</param>
        /// <exception cref="FraudMlException">Thrown when it is outside.</exception>
        public static IDecisionRule RecallAtFpr(double maxFpr) => new RecallAtFprThreshold(new() { MaxFpr = maxFpr }).Checked();

        /// <summary>Returns a rule that flags as many transactions a day as a team can check.</summary>
        /// <param name="count">The most alerts a day on average, greater than 0. Needs a dataset with a timestamp.</param>
        /// <exception cref="FraudMlException">Thrown when it is not greater than 0; when fitted, without a timestamp.</exception>
        public static IDecisionRule AlertsPerDay(double count) => new AlertsPerDayThreshold(new() { Count = count }).Checked();
    }
}
