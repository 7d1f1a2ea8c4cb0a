namespace FraudMl;

/// <summary>Adds logistic regression to the catalogue of trainers.</summary>
public static class LogisticRegressionCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns logistic regression. Fast, readable, well calibrated; it needs finite features.</summary>
        /// <param name="options">The options.</param>
        /// <remarks>
        /// By the (proximal) Newton method up to 256 features, 64 with an L1 penalty (Lee, Sun and Saunders, SIAM Journal on Optimization
        /// 24, 2014); over more by L-BFGS, with an L1 penalty its orthant-wise form OWL-QN (Andrew and Gao, ICML 2007).
        /// </remarks>
        public static ITrainer LogisticRegression(LogisticRegressionOptions? options = null) =>
            new LogisticRegressionTrainer(options ?? new LogisticRegressionOptions());
    }
}
