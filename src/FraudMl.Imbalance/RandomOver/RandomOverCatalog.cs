namespace FraudMl;

/// <summary>Random oversampling.</summary>
public static class RandomOverCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns random oversampling: rows of the smaller class are repeated at random, as they are or with noise (a
        /// smoothed bootstrap, ROSE).</summary>
        /// <param name="options">How much, and the noise.</param>
        /// <remarks>The prior correction is exact without noise.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler RandomOver(RandomOverOptions? options = null)
        {
            options ??= new RandomOverOptions();
            options.Validate();
            return new RandomOverResampler(options);
        }
    }
}
