namespace FraudMl;

/// <summary>Adds target-mean encoding to the pipeline builder.</summary>
public static class TargetMeanCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that turns a category into its smoothed fraud rate: <c>Merchant</c> becomes
        /// <c>Merchant.TargetMean</c>.</summary>
        /// <remarks>
        /// Training rows get a rate that their own label has no part in (see <see cref="TargetMeanOptions.CrossFit"/>),
        /// rows that are scored the rate of all training rows. Missing is a category; one that training did not see gets the overall rate.
        /// scikit-learn's <c>TargetEncoder</c>.
        /// </remarks>
        /// <param name="columns">Text columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder TargetMean(Columns columns, TargetMeanOptions? options = null) =>
            builder.Step(new TargetMeanStep(columns, options ?? new TargetMeanOptions()));
    }
}
