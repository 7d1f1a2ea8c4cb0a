namespace FraudMl;

/// <summary>SMOTE-ENN.</summary>
public static class SmoteEnnCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns SMOTE-ENN: SMOTE, then edited nearest neighbours on both classes.</summary>
        /// <param name="options">The options of each part.</param>
        /// <remarks>The ratio is that before cleaning. Probabilities shift; calibrate. Batista et al., SIGKDD
        /// Explorations 6, 2004.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler SmoteEnn(SmoteEnnOptions? options = null)
        {
            options ??= new SmoteEnnOptions();
            options.Smote.Validate();
            options.Cleaning.Validate();
            return new SmoteEnnResampler(options);
        }
    }
}
