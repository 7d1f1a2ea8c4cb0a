namespace FraudMl;

/// <summary>Adds frequency encoding to the pipeline builder.</summary>
public static class FrequencyCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that turns a category into its share of the training rows: <c>City</c> becomes
        /// <c>City.Frequency</c>.</summary>
        /// <remarks>Missing is a category; one that training did not see gets 0.</remarks>
        /// <param name="columns">Text columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder Frequency(Columns columns, FrequencyOptions? options = null) =>
            builder.Step(new FrequencyStep(columns, options ?? new FrequencyOptions()));
    }
}
