namespace FraudMl;

/// <summary>Adds the comparison with a model's reference to datasets.</summary>
public static class DriftDataset
{
    extension(Dataset data)
    {
        /// <summary>Returns how far the rows are from those that a model learned from: each input, and the probabilities.</summary>
        /// <param name="model">The model.</param>
        /// <param name="reference">Its reference: <see cref="ReferenceProfile.Of(FraudModel, Dataset)"/>, or that of a model
        /// directory.</param>
        /// <param name="options">From where on drift is told.</param>
        /// <exception cref="FraudMlException">Thrown when an input column is missing, or the reference is of another model.</exception>
        public DriftReport Drift(FraudModel model, ReferenceProfile reference, DriftOptions? options = null)
        {
            var counter = new DriftCounter(model, reference);
            DriftCounts counts = counter.NewCounts();
            model.ForEachBlock(data, (session, _) => counter.Count(session, counts));
            return DriftReport.Of(reference, counts, options);
        }
    }
}
