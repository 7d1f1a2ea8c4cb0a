namespace FraudMl;

/// <summary>Adds XGBoost to the catalogue of trainers.</summary>
public static class XGBoostCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns gradient-boosted trees by the system's native XGBoost; missing values are welcome,
        /// infinite ones are not.</summary>
        /// <param name="options">The options.</param>
        public static ITrainer XGBoost(XGBoostOptions? options = null) => new XGBoostTrainer(options ?? new XGBoostOptions());
    }
}
