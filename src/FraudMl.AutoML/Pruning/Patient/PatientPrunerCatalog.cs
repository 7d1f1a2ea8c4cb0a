namespace FraudMl;

/// <summary>The patient pruner.</summary>
public static class PatientPrunerCatalog
{
    extension(Pruners)
    {
        /// <summary>Returns a pruner that asks another only about trials that have not become better for a while, as Optuna's
        /// PatientPruner: for noisy values.</summary>
        /// <param name="inner">The pruner to ask.</param>
        /// <param name="options">The patience.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IPruner Patient(IPruner inner, PatientPrunerOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(inner);
            options ??= new PatientPrunerOptions();
            options.Validate();
            return new PatientPruner(inner, options);
        }
    }
}
