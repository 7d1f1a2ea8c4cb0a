namespace FraudMl;

/// <summary>Successive halving.</summary>
public static class SuccessiveHalvingPrunerCatalog
{
    extension(Pruners)
    {
        /// <summary>Returns asynchronous successive halving: at each rung the best 1 / η of the trials that reached it go on.</summary>
        /// <remarks>ASHA, Li et al., MLSys 2020, as Optuna's SuccessiveHalvingPruner: the best at a rung always goes on. Rungs are
        /// iterations within the first fold, then folds.</remarks>
        /// <param name="options">The first rung and η.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IPruner SuccessiveHalving(SuccessiveHalvingPrunerOptions? options = null)
        {
            options ??= new SuccessiveHalvingPrunerOptions();
            options.Validate();
            return new SuccessiveHalvingPruner(options);
        }
    }
}
