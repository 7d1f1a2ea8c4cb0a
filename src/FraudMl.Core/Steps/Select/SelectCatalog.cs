namespace FraudMl;

/// <summary>Adds the selection of columns to the pipeline builder.</summary>
public static class SelectCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that ends number columns which hardly vary. scikit-learn's <c>VarianceThreshold</c>.</summary>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder SelectByVariance(Columns columns, SelectByVarianceOptions? options = null) =>
            builder.Step(new SelectByVarianceStep(columns, options ?? new SelectByVarianceOptions()));

        /// <summary>Adds a step that keeps the number columns which tell most about the label. scikit-learn's <c>SelectKBest</c>.</summary>
        /// <remarks>Rows where a column is missing or infinite do not count for it.</remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder SelectBest(Columns columns, SelectBestOptions? options = null) =>
            builder.Step(new SelectBestStep(columns, options ?? new SelectBestOptions()));

        /// <summary>Adds a step that ends number columns which follow an earlier one: of two that correlate, the first stays.</summary>
        /// <param name="columns">Number columns, those to be kept first.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder SelectUncorrelated(Columns columns, SelectUncorrelatedOptions? options = null) =>
            builder.Step(new SelectUncorrelatedStep(columns, options ?? new SelectUncorrelatedOptions()));

        /// <summary>Adds a step that ends number columns whose distribution shifted between the earlier and the
        /// later training rows.</summary>
        /// <remarks>Population stability index over the deciles of the earlier rows; missing values are a bin of their own.</remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder SelectStable(Columns columns, SelectStableOptions? options = null) =>
            builder.Step(new SelectStableStep(columns, options ?? new SelectStableOptions()));
    }
}
