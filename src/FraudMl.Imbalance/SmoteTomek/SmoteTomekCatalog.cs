namespace FraudMl;

/// <summary>SMOTE-Tomek.</summary>
public static class SmoteTomekCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns SMOTE-Tomek: SMOTE, then Tomek links of both classes are left out.</summary>
        /// <param name="options">The options of each part.</param>
        /// <remarks>The ratio is that before cleaning. Probabilities shift; calibrate. Batista et al., SIGKDD
        /// Explorations 6, 2004.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler SmoteTomek(SmoteTomekOptions? options = null)
        {
            options ??= new SmoteTomekOptions();
            options.Smote.Validate();
            options.Cleaning.Validate();
            return new SmoteTomekResampler(options);
        }
    }
}
