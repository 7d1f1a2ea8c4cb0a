namespace FraudMl;

/// <summary>Class weights.</summary>
public static class ClassWeightsCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns class weights: the rows stay, and frauds weigh more. The prior correction is approximate, above
        /// all for boosted trees.</summary>
        /// <param name="options">The weight of a fraud; balanced by default.</param>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler ClassWeights(ClassWeightsOptions? options = null)
        {
            options ??= new ClassWeightsOptions();
            options.Validate();
            return new ClassWeightsResampler(options);
        }
    }
}
