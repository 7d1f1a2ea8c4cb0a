namespace FraudMl;

/// <summary>Adds logistic regression to the catalogue of trainers.</summary>
public static class LogisticRegressionCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns logistic regression by Newton's method; with an L1 penalty or over 256 features, by ML.NET's L-BFGS. Fast, readable, well calibrated; it needs finite features.</summary>
        /// <param name="options">The options.</param>
        public static ITrainer LogisticRegression(LogisticRegressionOptions? options = null) =>
            new LogisticRegressionTrainer(options ?? new LogisticRegressionOptions());
    }
}
