namespace FraudMl.Steps;

/// <summary>Adds the tables of weight-of-evidence encodings to the fitted model.</summary>
public static class WeightOfEvidenceReport
{
    extension(FraudModel model)
    {
        /// <value>The weights of evidence and information values that the model's steps learned, in order.</value>
        public IReadOnlyList<EvidenceTable> Evidence => [.. model.Steps.OfType<FittedWeightOfEvidence>().SelectMany(step => step.Evidence)];
    }
}
