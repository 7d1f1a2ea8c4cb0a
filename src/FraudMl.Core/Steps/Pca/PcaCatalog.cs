namespace FraudMl;

/// <summary>Adds principal components to the pipeline builder.</summary>
public static class PcaCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that replaces columns by their principal components: uncorrelated sums of them,
        /// largest variance first.</summary>
        /// <remarks>Columns are centred, not scaled: standardize them before unless they share a unit. The fitted step is a
        /// <see cref="FittedPca"/> among <see cref="FraudModel.Steps"/>. Missing values are refused in training, and make all components of
        /// a scored row missing.</remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Pca(Columns columns, PcaOptions? options = null) =>
            builder.Step(new PcaStep(columns, options ?? new PcaOptions()));
    }
}
