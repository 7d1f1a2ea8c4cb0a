namespace FraudMl;

/// <summary>Adds the random forest to the catalogue of trainers.</summary>
public static class FastForestCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns a random forest (ML.NET's FastForest) whose score is turned into log-odds by Platt scaling; it
        /// needs finite features.</summary>
        /// <param name="options">The options.</param>
        public static ITrainer FastForest(FastForestOptions? options = null) => new FastForestTrainer(options ?? new FastForestOptions());
    }
}
