namespace FraudMl;

/// <summary>Adds the isolation score to the pipeline builder.</summary>
public static class IsolationScoreCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that writes how easily an isolation forest sets each row apart by some columns: a column in (0, 1), near
        /// 1 for an anomaly.</summary>
        /// <remarks>
        /// The forest looks at no labels and is grown on the training rows of each fold; the columns stay. It is
        /// <c>Trainers.IsolationForest()</c> as a feature: a learner with labels takes it beside the others. Missing values are welcome.
        /// </remarks>
        /// <param name="columns">Number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder IsolationScore(Columns columns, IsolationScoreOptions? options = null) =>
            builder.Step(new IsolationScoreStep(columns, options ?? new IsolationScoreOptions()));
    }
}
