namespace FraudMl;

/// <summary>KMeans-SMOTE.</summary>
public static class KMeansSmoteCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns KMeans-SMOTE: SMOTE inside clusters that hold enough of the smaller class, more of it where
        /// the cluster is sparse.</summary>
        /// <param name="options">Clusters, neighbours and how much.</param>
        /// <remarks>Distances are Euclidean: standardize first. Probabilities shift; calibrate. Last, Douzas and
        /// Bacao, arXiv 1711.00837.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler KMeansSmote(KMeansSmoteOptions? options = null)
        {
            options ??= new KMeansSmoteOptions();
            options.Validate();
            return new KMeansSmoteResampler(options);
        }
    }
}
