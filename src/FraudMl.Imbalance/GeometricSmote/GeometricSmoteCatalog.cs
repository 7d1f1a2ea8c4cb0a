namespace FraudMl;

/// <summary>Geometric SMOTE.</summary>
public static class GeometricSmoteCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns Geometric SMOTE: rows are made up inside a sphere around a row of the smaller class
        /// instead of on a line.</summary>
        /// <param name="options">Shape of the sphere, neighbours and how much.</param>
        /// <remarks>Distances are Euclidean: standardize first. Probabilities shift; calibrate. Douzas and Bacao, Information
        /// Sciences 501, 2019.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler GeometricSmote(GeometricSmoteOptions? options = null)
        {
            options ??= new GeometricSmoteOptions();
            options.Validate();
            return new GeometricSmoteResampler(options);
        }
    }
}
