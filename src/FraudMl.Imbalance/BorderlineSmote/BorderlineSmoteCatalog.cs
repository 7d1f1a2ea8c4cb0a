namespace FraudMl;

/// <summary>Borderline-SMOTE.</summary>
public static class BorderlineSmoteCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns Borderline-SMOTE: rows are made up around those of the smaller class that lie among the other one.</summary>
        /// <param name="options">Kind, neighbours and how much.</param>
        /// <remarks>Distances are Euclidean: standardize first. Probabilities shift; calibrate. Han, Wang and Mao, ICIC 2005.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler BorderlineSmote(BorderlineSmoteOptions? options = null)
        {
            options ??= new BorderlineSmoteOptions();
            options.Validate();
            return new BorderlineSmoteResampler(options);
        }
    }
}
