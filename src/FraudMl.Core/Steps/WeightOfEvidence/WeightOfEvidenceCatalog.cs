namespace FraudMl;

/// <summary>Adds weight-of-evidence encoding to the pipeline builder.</summary>
public static class WeightOfEvidenceCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that turns a category or a bin of numbers into its weight of evidence: <c>City</c> becomes
        /// <c>City.WeightOfEvidence</c>.</summary>
        /// <remarks>
        /// The weight is ln( ((frauds + a) / all frauds) / ((legitimate + a) / all legitimate) ). A number is cut into
        /// bins whose weights rise or fall all along, whichever keeps more information. Training rows are encoded out of fold. Missing is a
        /// group of its own; a category that training did not see gets 0, no evidence. Information values: <c>model.Evidence</c>.
        /// </remarks>
        /// <param name="columns">Text and number columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
        public FraudPipelineBuilder WeightOfEvidence(Columns columns, WeightOfEvidenceOptions? options = null) =>
            builder.Step(new WeightOfEvidenceStep(columns, options ?? new WeightOfEvidenceOptions()));
    }
}
