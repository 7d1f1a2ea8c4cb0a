namespace FraudMl;

/// <summary>Adds SDCA to the catalogue of trainers.</summary>
public static class SdcaCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns logistic regression by stochastic dual coordinate ascent (ML.NET), for thousands of features; it
        /// needs finite features.</summary>
        /// <param name="options">The options.</param>
        public static ITrainer Sdca(SdcaOptions? options = null) => new SdcaTrainer(options ?? new SdcaOptions());
    }
}
