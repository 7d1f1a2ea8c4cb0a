namespace FraudMl;

/// <summary>Adds imputation to the pipeline builder.</summary>
public static class ImputeCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that replaces missing numbers by a value learned from the training rows.</summary>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options; an <see cref="Imputation"/> converts to them. Default: the median.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Impute(Columns columns, ImputeOptions? options = null) =>
            builder.Step(new ImputeStep(columns, options ?? new ImputeOptions()));
    }
}
