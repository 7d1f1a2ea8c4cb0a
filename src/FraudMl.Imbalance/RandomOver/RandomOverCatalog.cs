namespace FraudMl;

/// <summary>Random oversampling.</summary>
public static class RandomOverCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns random oversampling: rows of the smaller class are repeated at random. The prior correction is exact.</summary>
        /// <param name="options">Target ratio and seed.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler RandomOver(RandomOverOptions? options = null)
        {
            options ??= new RandomOverOptions();
            options.Validate();
            return new RandomOverResampler(options);
        }
    }
}
