namespace FraudMl;

/// <summary>Adds ordinal encoding to the pipeline builder.</summary>
public static class OrdinalCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that numbers the categories of the training rows from 0, in code-point order: <c>City</c> becomes
        /// <c>City.Ordinal</c>.</summary>
        /// <remarks>The order means nothing to a linear model: it suits trees. scikit-learn's <c>OrdinalEncoder</c>.</remarks>
        /// <param name="columns">Text columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Ordinal(Columns columns, OrdinalOptions? options = null) =>
            builder.Step(new OrdinalStep(columns, options ?? new OrdinalOptions()));
    }
}
