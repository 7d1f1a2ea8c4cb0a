namespace FraudMl;

/// <summary>Repeated edited nearest neighbours.</summary>
public static class RepeatedEditedNearestNeighborsCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns repeated edited nearest neighbours: ENN again and again, until it changes nothing or the larger class would
        /// become the smaller.</summary>
        /// <param name="options">Neighbours, vote, classes and the most passes.</param>
        /// <remarks>The prior correction is approximate; calibrate. Tomek, IEEE SMC 6, 1976.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler RepeatedEditedNearestNeighbors(RepeatedEditedNearestNeighborsOptions? options = null)
        {
            options ??= new RepeatedEditedNearestNeighborsOptions();
            options.Validate();
            return new RepeatedEditedNearestNeighborsResampler(options);
        }
    }
}
