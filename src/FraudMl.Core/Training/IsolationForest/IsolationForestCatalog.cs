namespace FraudMl;

/// <summary>Adds the isolation forest to the catalogue of trainers.</summary>
public static class IsolationForestCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns an isolation forest: what few random splits set apart from the other rows is an anomaly. It needs no labels
        /// and looks at none; missing values are welcome.</summary>
        /// <param name="options">The options.</param>
        /// <remarks>
        /// The anomaly score 2^(−E[h] / c(ψ)), where h is a row's path length, takes the place of the probability: it ranks, and is no
        /// probability of fraud until a calibrator has seen labels. Explanations are of −E[h] / c(ψ). Liu, Ting and Zhou, ICDM 2008.
        /// </remarks>
        public static ITrainer IsolationForest(IsolationForestOptions? options = null) =>
            new IsolationForestTrainer(options ?? new IsolationForestOptions());
    }
}
