namespace FraudMl;

/// <summary>Adds ML.NET's gradient-boosted trees to the catalogue of trainers.</summary>
public static class FastTreeCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns gradient-boosted trees in managed code (ML.NET's FastTree); it needs finite features.</summary>
        /// <param name="options">The options.</param>
        public static ITrainer FastTree(FastTreeOptions? options = null) => new FastTreeTrainer(options ?? new FastTreeOptions());
    }
}
