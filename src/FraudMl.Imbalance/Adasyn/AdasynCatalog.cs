namespace FraudMl;

/// <summary>ADASYN.</summary>
public static class AdasynCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns ADASYN: rows of the smaller class with more neighbours of the other one get more made-up rows.</summary>
        /// <param name="options">Neighbours and how much.</param>
        /// <remarks>Distances are Euclidean: standardize first. Probabilities shift; calibrate. He et al., IJCNN 2008.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler Adasyn(AdasynOptions? options = null)
        {
            options ??= new AdasynOptions();
            options.Validate();
            return new AdasynResampler(options);
        }
    }
}
