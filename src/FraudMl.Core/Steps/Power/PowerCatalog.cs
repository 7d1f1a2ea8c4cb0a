namespace FraudMl;

/// <summary>Adds power transformation to the pipeline builder.</summary>
public static class PowerCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that makes numbers as normal as a power can (Yeo and Johnson 2000, Box and Cox 1964), then standardizes them.</summary>
        /// <remarks>
        /// The power is the one of the largest likelihood on the training rows. A constant column is only standardized; of a narrow one the
        /// power is such that it is not rounded away; missing values stay missing. Box-Cox needs positive numbers: where training has
        /// others it is refused, and where a scored row has one the result is missing.
        /// </remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Power(Columns columns, PowerOptions? options = null) =>
            builder.Step(new PowerStep(columns, options ?? new PowerOptions()));
    }
}
