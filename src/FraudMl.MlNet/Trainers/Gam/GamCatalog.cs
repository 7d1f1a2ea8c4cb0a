namespace FraudMl;

/// <summary>Adds the generalized additive model to the catalogue of trainers.</summary>
public static class GamCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns a generalized additive model (ML.NET): a curve per feature, to read like a linear model's weight; it needs
        /// finite features and takes no weights.</summary>
        /// <param name="options">The options.</param>
        public static ITrainer Gam(GamOptions? options = null) => new GamTrainer(options ?? new GamOptions());
    }
}
