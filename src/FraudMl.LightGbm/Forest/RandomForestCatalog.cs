namespace FraudMl;

/// <summary>Adds LightGBM's random forest to the catalogue of trainers.</summary>
public static class RandomForestCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns a random forest by the native LightGBM, whose votes are turned into log-odds by Platt scaling on three folds
        /// (so it trains four times); missing values are welcome.</summary>
        /// <param name="options">The options.</param>
        public static ITrainer RandomForest(RandomForestOptions? options = null) =>
            new RandomForestTrainer(options ?? new RandomForestOptions());
    }
}
