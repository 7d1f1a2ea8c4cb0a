namespace FraudMl;

/// <summary>Cluster centroids.</summary>
public static class ClusterCentroidsCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns cluster centroids: the larger class is replaced by the centres of as many clusters
        /// as rows are wanted.</summary>
        /// <param name="options">How much, and whether centres or real rows are kept.</param>
        /// <remarks>Centres lie closer together than rows do, so the prior correction is approximate; calibrate. Distances are
        /// Euclidean: standardize first.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler ClusterCentroids(ClusterCentroidsOptions? options = null)
        {
            options ??= new ClusterCentroidsOptions();
            options.Validate();
            return new ClusterCentroidsResampler(options);
        }
    }
}
