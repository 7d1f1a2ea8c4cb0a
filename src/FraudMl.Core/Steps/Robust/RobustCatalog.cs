namespace FraudMl;

/// <summary>Adds robust scaling to the pipeline builder.</summary>
public static class RobustCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that subtracts the median and divides by the distance of two quantiles of the training rows.</summary>
        /// <remarks>A constant column gets scale 1; missing values stay missing. Outliers move neither centre nor scale.</remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Robust(Columns columns, RobustOptions? options = null) =>
            builder.Step(new RobustStep(columns, options ?? new RobustOptions()));
    }
}
