namespace FraudMl;

/// <summary>Condensed nearest neighbour.</summary>
public static class CondensedNearestNeighborCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns condensed nearest neighbour (CNN): of the larger class, only rows that the rows kept before them
        /// would misclassify stay.</summary>
        /// <param name="options">Neighbours, seed rows and seed.</param>
        /// <remarks>Few rows are left, so the prior moves far and the correction is approximate; calibrate.
        /// Hart, IEEE IT 14, 1968.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler CondensedNearestNeighbor(CondensedNearestNeighborOptions? options = null)
        {
            options ??= new CondensedNearestNeighborOptions();
            options.Validate();
            return new CondensedNearestNeighborResampler(options);
        }
    }
}
