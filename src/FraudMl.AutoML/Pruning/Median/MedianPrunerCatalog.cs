namespace FraudMl;

/// <summary>The median pruner.</summary>
public static class MedianPrunerCatalog
{
    extension(Pruners)
    {
        /// <summary>Returns a pruner that stops a trial whose best value so far is worse than the median of the completed trials at the
        /// same place.</summary>
        /// <remarks>
        /// The median stopping rule of Golovin et al., Google Vizier, KDD 2017, as Optuna's MedianPruner reads it: values that are no
        /// numbers are left out of the median, and a trial that has only such is stopped.
        /// </remarks>
        /// <param name="options">How many trials, folds and iterations go before.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IPruner Median(MedianPrunerOptions? options = null)
        {
            options ??= new MedianPrunerOptions();
            options.Validate();
            return new PercentilePruner("median", 50, options.StartupTrialCount,
                new Warmup(options.WarmupFoldCount, options.WarmupIterationCount));
        }
    }
}
