namespace FraudMl;

/// <summary>Random undersampling.</summary>
public static class RandomUnderCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns random undersampling: rows of the larger class are left out at random. The prior correction is exact.</summary>
        /// <param name="options">Target ratio and seed.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler RandomUnder(RandomUnderOptions? options = null)
        {
            options ??= new RandomUnderOptions();
            options.Validate();
            return new RandomUnderResampler(options);
        }
    }
}
