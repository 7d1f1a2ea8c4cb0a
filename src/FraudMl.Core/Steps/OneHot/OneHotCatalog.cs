namespace FraudMl;

/// <summary>Adds one-hot encoding to the pipeline builder.</summary>
public static class OneHotCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that turns each category of the training rows into an indicator column, 0 or 1.</summary>
        /// <param name="columns">Text columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder OneHot(Columns columns, OneHotOptions? options = null) =>
            builder.Step(new OneHotStep(columns, options ?? new OneHotOptions()));
    }
}
