namespace FraudMl;

/// <summary>The percentile pruner.</summary>
public static class PercentilePrunerCatalog
{
    extension(Pruners)
    {
        /// <summary>Returns a pruner that stops a trial whose best value so far is not among the best percentage of the completed trials
        /// at the same place.</summary>
        /// <param name="options">The percentage, and how many trials, folds and iterations go before.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IPruner Percentile(PercentilePrunerOptions? options = null)
        {
            options ??= new PercentilePrunerOptions();
            options.Validate();
            return new PercentilePruner("percentile", options.Percentile, options.StartupTrialCount,
                new Warmup(options.WarmupFoldCount, options.WarmupIterationCount));
        }
    }
}
