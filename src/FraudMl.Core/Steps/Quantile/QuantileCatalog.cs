namespace FraudMl;

/// <summary>Adds quantile transformation to the pipeline builder.</summary>
public static class QuantileCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that replaces numbers by their rank among the training rows, from 0 to 1, or by the normal
        /// variable of that rank.</summary>
        /// <remarks>Numbers outside the training range get the nearest end; missing values stay missing, as does all of a column that
        /// is empty in training.</remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Quantile(Columns columns, QuantileOptions? options = null) =>
            builder.Step(new QuantileStep(columns, options ?? new QuantileOptions()));
    }
}
