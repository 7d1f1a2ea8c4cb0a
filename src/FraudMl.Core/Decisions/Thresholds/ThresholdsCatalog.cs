using System.Globalization;

namespace FraudMl;

/// <summary>The threshold decisions of FraudMl.Core. Each chooses its threshold on out-of-fold probabilities.</summary>
public static class ThresholdsCatalog
{
    extension(Thresholds)
    {
        /// <summary>Returns a rule that flags from a given probability on.</summary>
        /// <param name="probability">The threshold, in [0, 1].</param>
        /// <exception cref="FraudMlException">Thrown when it is outside.</exception>
        public static IDecisionRule Fixed(double probability)
        {
            Check(nameof(probability), probability, new() { AtLeast = 0, AtMost = 1 });
            return new ThresholdRule($"flag when p ≥ {Text(probability)}", _ => probability);
        }

        /// <summary>Returns a rule that flags from the probability with the best F-measure on.</summary>
        /// <param name="beta">How many times recall counts as much as precision, greater than 0. Default 1.</param>
        /// <exception cref="FraudMlException">Thrown when beta is not greater than 0.</exception>
        public static IDecisionRule BestFBeta(double beta = 1)
        {
            Check(nameof(beta), beta, new() { Above = 0 });
            return new ThresholdRule($"flag for the best F{Text(beta)}", sweep => ChosenThreshold.BestFBeta(sweep, beta));
        }

        /// <summary>Returns a rule that catches as many frauds as it can while few legitimate rows are flagged.</summary>
        /// <param name="maxFpr">The largest share of legitimate rows that may be flagged, in (0, 1].</param>
        /// <exception cref="FraudMlException">Thrown when it is outside.</exception>
        public static IDecisionRule RecallAtFpr(double maxFpr)
        {
            Check(nameof(maxFpr), maxFpr, new() { Above = 0, AtMost = 1 });
            return new ThresholdRule($"flag up to a false positive rate of {Text(maxFpr)}", sweep => ChosenThreshold.AtFpr(sweep, maxFpr));
        }

        /// <summary>Returns a rule that flags as many transactions a day as a team can check.</summary>
        /// <param name="count">The most alerts a day on average, greater than 0. Needs a dataset with a timestamp.</param>
        /// <exception cref="FraudMlException">Thrown when it is not greater than 0; when fitted, without a timestamp.</exception>
        public static IDecisionRule AlertsPerDay(double count)
        {
            Check(nameof(count), count, new() { Above = 0 });
            return new ThresholdRule($"flag up to {Text(count)} transactions a day", sweep => ChosenThreshold.AtAlertsPerDay(sweep, count));
        }
    }

    private static void Check(string name, double value, RuleAttribute rule)
    {
        if (!rule.Allows(value)) throw new FraudMlException($"{name} must be {rule}. Got {Text(value)} instead.");
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
