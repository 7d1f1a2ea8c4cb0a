namespace FraudMl;

/// <summary>Adds logarithms to the pipeline builder.</summary>
public static class Log1pCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that replaces numbers by ln(1 + x), computed in doubles with full precision near 0.</summary>
        /// <remarks>Missing values stay missing. Below −1 the plain logarithm is missing too; the signed one takes any number.</remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Log1p(Columns columns, Log1pOptions? options = null) =>
            builder.Step(new Log1pStep(columns, options ?? new Log1pOptions()));
    }
}
