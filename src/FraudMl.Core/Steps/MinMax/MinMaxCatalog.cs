namespace FraudMl;

/// <summary>Adds min-max scaling to the pipeline builder.</summary>
public static class MinMaxCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that maps the range of the training rows onto [0, 1], or another range.</summary>
        /// <remarks>A constant column gets scale 1; missing values stay missing.</remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder MinMax(Columns columns, MinMaxOptions? options = null) =>
            builder.Step(new MinMaxStep(columns, options ?? new MinMaxOptions()));
    }
}
