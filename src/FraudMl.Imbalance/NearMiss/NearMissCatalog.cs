namespace FraudMl;

/// <summary>NearMiss.</summary>
public static class NearMissCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns NearMiss: of the larger class, the rows nearest to the smaller one are kept.</summary>
        /// <param name="options">Version, neighbours and how much.</param>
        /// <remarks>1: smallest sum of distances to the nearest frauds; 2: to the farthest; 3: of the rows nearest to each fraud, the
        /// largest sum. The kept rows are the hardest, so the prior correction is approximate; calibrate. Mani and Zhang,
        /// ICML workshop 2003.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler NearMiss(NearMissOptions? options = null)
        {
            options ??= new NearMissOptions();
            options.Validate();
            return new NearMissResampler(options);
        }
    }
}
