namespace FraudMl;

/// <summary>Adds products of columns to the pipeline builder.</summary>
public static class InteractionsCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that multiplies every pair of numbers into <c>Amount*Risk</c>; the numbers stay.</summary>
        /// <remarks>scikit-learn's <c>PolynomialFeatures(2, interaction_only=True)</c>. Trees find interactions themselves.</remarks>
        /// <param name="columns">Number columns, at least two.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Interactions(Columns columns, InteractionsOptions? options = null) =>
            builder.Step(new InteractionsStep(columns, options ?? new InteractionsOptions()));
    }
}
