namespace FraudMl;

/// <summary>AllKNN.</summary>
public static class AllKnnCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns AllKNN: ENN with 1 neighbour, then 2, up to the number given, each over what the one before has left.</summary>
        /// <param name="options">Neighbours, vote, classes and whether the larger class may become the smaller.</param>
        /// <remarks>The prior correction is approximate; calibrate. Tomek, IEEE SMC 6, 1976.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler AllKnn(AllKnnOptions? options = null)
        {
            options ??= new AllKnnOptions();
            options.Validate();
            return new AllKnnResampler(options);
        }
    }
}
