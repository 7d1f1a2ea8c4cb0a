namespace FraudMl;

/// <summary>The neighbourhood cleaning rule.</summary>
public static class NeighborhoodCleaningCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns the neighbourhood cleaning rule (NCR): ENN, and beside it the rows of the larger class around misclassified
        /// rows of the smaller one.</summary>
        /// <param name="options">Neighbours and the size a class must have to be cleaned.</param>
        /// <remarks>The prior correction is approximate; calibrate. Laurikkala, AIME 2001.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler NeighborhoodCleaning(NeighborhoodCleaningOptions? options = null)
        {
            options ??= new NeighborhoodCleaningOptions();
            options.Validate();
            return new NeighborhoodCleaningResampler(options);
        }
    }
}
