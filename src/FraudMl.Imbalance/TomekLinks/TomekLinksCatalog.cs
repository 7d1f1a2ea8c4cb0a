namespace FraudMl;

/// <summary>Tomek links.</summary>
public static class TomekLinksCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns Tomek links: of a fraud and a legitimate row that are each other's nearest, the
        /// legitimate one is left out.</summary>
        /// <param name="options">The classes that rows are taken from.</param>
        /// <remarks>Rows at the border are taken away, so the prior correction is approximate; calibrate. Distances are Euclidean:
        /// standardize first. Tomek, IEEE SMC 6, 1976.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler TomekLinks(TomekLinksOptions? options = null)
        {
            options ??= new TomekLinksOptions();
            options.Validate();
            return new TomekLinksResampler(options);
        }
    }
}
