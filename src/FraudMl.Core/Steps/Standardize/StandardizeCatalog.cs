namespace FraudMl;

/// <summary>Adds standardization to the pipeline builder.</summary>
public static class StandardizeCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that centres and scales numbers by the mean and population standard deviation
        /// of the training rows.</summary>
        /// <remarks>A constant column gets scale 1; missing values stay missing.</remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        public FraudPipelineBuilder Standardize(Columns columns, StandardizeOptions? options = null) =>
            builder.Step(new StandardizeStep(columns, options ?? new StandardizeOptions()));
    }
}
