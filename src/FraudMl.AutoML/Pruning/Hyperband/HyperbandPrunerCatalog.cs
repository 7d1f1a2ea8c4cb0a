namespace FraudMl;

/// <summary>Hyperband.</summary>
public static class HyperbandPrunerCatalog
{
    extension(Pruners)
    {
        /// <summary>Returns Hyperband: several brackets of successive halving, each with a later first rung, so that trials that begin
        /// slowly have a chance.</summary>
        /// <remarks>Li et al., JMLR 18, 2018. A trial's bracket comes from a hash of its parameters, in Hyperband's proportions; it
        /// competes with trials of its own bracket.</remarks>
        /// <param name="options">The rungs and η.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IPruner Hyperband(HyperbandPrunerOptions? options = null)
        {
            options ??= new HyperbandPrunerOptions();
            options.Validate();
            return new HyperbandPruner(options);
        }
    }
}
