namespace FraudMl;

/// <summary>The threshold pruner.</summary>
public static class ThresholdPrunerCatalog
{
    extension(Pruners)
    {
        /// <summary>Returns a pruner that stops a trial whose value leaves its bounds or is no number.</summary>
        /// <param name="options">The bounds, and how many folds and iterations go before.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IPruner Threshold(ThresholdPrunerOptions? options = null)
        {
            options ??= new ThresholdPrunerOptions();
            options.Validate();
            return new ThresholdPruner(options);
        }
    }
}
