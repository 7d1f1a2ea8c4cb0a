namespace FraudMl;

/// <summary>Adds categories as they are to the pipeline builder.</summary>
public static class CategoricalCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that leaves categories to a learner which splits by sets of them, LightGBM: <c>City</c> becomes
        /// <c>City.Category</c>.</summary>
        /// <remarks>
        /// The categories of the training rows are numbered from 0, the most common first, and the feature's kind says that the numbers are
        /// names. Missing is a category where training had it; a category that training did not see is none. Other learners refuse
        /// such a feature.
        /// </remarks>
        /// <param name="columns">Text columns.</param>
        /// <param name="options">The options.</param>
        public FraudPipelineBuilder Categorical(Columns columns, CategoricalOptions? options = null) =>
            builder.Step(new CategoricalStep(columns, options ?? new CategoricalOptions()));
    }
}
