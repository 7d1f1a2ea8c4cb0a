namespace FraudMl;

/// <summary>SMOTE.</summary>
public static class SmoteCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns SMOTE: rows of the smaller class are made up between a row and one of its nearest
        /// neighbours of that class.</summary>
        /// <param name="options">Neighbours, target ratio and seed.</param>
        /// <remarks>Distances are Euclidean, so standardize first. Probabilities shift; calibrate, or rely on the
        /// approximate prior correction.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler Smote(SmoteOptions? options = null)
        {
            options ??= new SmoteOptions();
            options.Validate();
            return new SmoteResampler(options);
        }
    }
}
