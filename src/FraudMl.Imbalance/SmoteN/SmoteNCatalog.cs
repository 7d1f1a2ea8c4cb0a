namespace FraudMl;

/// <summary>SMOTE-N.</summary>
public static class SmoteNCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns SMOTE-N: SMOTE for rows of categories only, whose distance is the value difference metric.</summary>
        /// <param name="options">Neighbours and how much.</param>
        /// <remarks>Every column, or one-hot group, is taken as categories. Probabilities shift; calibrate. Chawla et al., JAIR 16, 2002,
        /// section 6.2; Stanfill and Waltz, CACM 29, 1986.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler SmoteN(SmoteNOptions? options = null)
        {
            options ??= new SmoteNOptions();
            options.Validate();
            return new SmoteNResampler(options);
        }
    }
}
