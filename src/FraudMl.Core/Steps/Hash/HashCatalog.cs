namespace FraudMl;

/// <summary>Adds hash encoding to the pipeline builder.</summary>
public static class HashCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that turns categories into a fixed number of columns by the sign and rest of their hash: <c>City.Hash0</c>,
        /// <c>City.Hash1</c> …</summary>
        /// <remarks>
        /// All columns of the step share the buckets. scikit-learn's <c>FeatureHasher</c> over <c>{column: text}</c>:
        /// MurmurHash3 of <c>column=text</c>.
        /// Missing texts and those that training did not see get zeros. Who shares a bucket: <c>model.HashCollisions</c>.
        /// </remarks>
        /// <param name="columns">Text columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Hash(Columns columns, HashOptions? options = null) =>
            builder.Step(new HashStep(columns, options ?? new HashOptions()));
    }
}
