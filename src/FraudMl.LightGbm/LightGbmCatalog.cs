namespace FraudMl;

/// <summary>Adds LightGBM to the catalogue of trainers.</summary>
public static class LightGbmCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns gradient-boosted trees by the native LightGBM; missing values are welcome.</summary>
        /// <param name="options">The options.</param>
        public static ITrainer LightGbm(LightGbmOptions? options = null) => new LightGbmTrainer(options ?? new LightGbmOptions());
    }
}
