namespace FraudMl;

/// <summary>The threshold decisions of FraudMl.Core. Each chooses its threshold on out-of-fold probabilities.</summary>
public static class ThresholdsCatalog
{
    extension(Thresholds)
    {
        /// <summary>Returns a rule that flags from a given probability on.</summary>
        /// <param name="probability">The threshold, in [0, 1].</param>
        /// <param name="undecidable">What becomes of a transaction whose probability is no number. Default flagged.</param>
        /// <exception cref="FraudMlException">Thrown when it is outside.</exception>
        public static IDecisionRule Fixed(double probability, Undecidable undecidable = Undecidable.Flag) =>
            new FixedThreshold(new() { Probability = probability, Undecidable = undecidable }).Checked();

        /// <summary>Returns a rule that flags from the probability with the best F-measure on.</summary>
        /// <param name="beta">How many times recall counts as much as precision, greater than 0. Default 1.</param>
        /// <param name="undecidable">What becomes of a transaction whose probability is no number. Default flagged.</param>
        /// <exception cref="FraudMlException">Thrown when beta is not greater than 0.</exception>
        public static IDecisionRule BestFBeta(double beta = 1, Undecidable undecidable = Undecidable.Flag) =>
            new BestFBetaThreshold(new() { Beta = beta, Undecidable = undecidable }).Checked();

        /// <summary>Returns a rule that catches as many frauds as it can while few legitimate rows are flagged.</summary>
        /// <param name="maxFpr">The largest share of legitimate rows that may be flagged, in (0, 1].</param>
        /// <param name="undecidable">What becomes of a transaction whose probability is no number. Default flagged.</param>
        /// <exception cref="FraudMlException">Thrown when it is outside.</exception>
        public static IDecisionRule RecallAtFpr(double maxFpr, Undecidable undecidable = Undecidable.Flag) =>
            new RecallAtFprThreshold(new() { MaxFpr = maxFpr, Undecidable = undecidable }).Checked();

        /// <summary>Returns a rule that flags as many transactions a day as a team can check.</summary>
        /// <remarks>
        /// Days are those that went by from the first transaction to the last. Where too many transactions share a
        /// probability, as after isotonic calibration, those with the larger margins are flagged. <c>model.DecideTop</c> flags
        /// exactly so many of each day instead.
        /// </remarks>
        /// <param name="count">The most alerts a day on average, greater than 0. Needs a dataset with a timestamp.</param>
        /// <param name="undecidable">What becomes of a transaction whose probability is no number. Default flagged.</param>
        /// <exception cref="FraudMlException">Thrown when it is not greater than 0; when fitted, without a timestamp or when more share
        /// the highest score.</exception>
        public static IDecisionRule AlertsPerDay(double count, Undecidable undecidable = Undecidable.Flag) =>
            new AlertsPerDayThreshold(new() { Count = count, Undecidable = undecidable }).Checked();
    }
}
