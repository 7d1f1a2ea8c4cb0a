namespace FraudMl;

/// <summary>One-sided selection.</summary>
public static class OneSidedSelectionCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns one-sided selection (OSS): rows of the larger class that lie nearer to the smaller class than to a few seed
        /// rows stay, then Tomek links go.</summary>
        /// <param name="options">Seed rows and seed.</param>
        /// <remarks>Most of the larger class may go, so the prior correction is approximate; calibrate. Kubat
        /// and Matwin, ICML 1997.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler OneSidedSelection(OneSidedSelectionOptions? options = null)
        {
            options ??= new OneSidedSelectionOptions();
            options.Validate();
            return new OneSidedSelectionResampler(options);
        }
    }
}
