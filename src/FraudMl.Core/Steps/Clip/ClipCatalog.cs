namespace FraudMl;

/// <summary>Adds clipping to the pipeline builder.</summary>
public static class ClipCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that sets numbers outside two quantiles of the training rows, or outside given bounds,
        /// to the nearest bound.</summary>
        /// <remarks>Missing values stay missing. Also known as winsorizing.</remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Clip(Columns columns, ClipOptions? options = null) =>
            builder.Step(new ClipStep(columns, options ?? new ClipOptions()));
    }
}
