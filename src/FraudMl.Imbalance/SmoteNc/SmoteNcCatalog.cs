namespace FraudMl;

/// <summary>SMOTE-NC.</summary>
public static class SmoteNcCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns SMOTE-NC: SMOTE for numbers and categories together; a made-up row takes the category that most of
        /// the neighbours have.</summary>
        /// <param name="options">Categorical columns, neighbours and how much.</param>
        /// <remarks>Two different categories lie the median standard deviation of the numbers apart. Standardize numbers, and leave one-hot
        /// columns as they are. Probabilities shift; calibrate. Chawla et al., JAIR 16, 2002, section 6.1.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler SmoteNc(SmoteNcOptions? options = null)
        {
            options ??= new SmoteNcOptions();
            options.Validate();
            return new SmoteNcResampler(options);
        }
    }
}
