namespace FraudMl;

/// <summary>Edited nearest neighbours.</summary>
public static class EditedNearestNeighborsCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns edited nearest neighbours (ENN): rows of the larger class whose nearest neighbours are not of their
        /// class are left out.</summary>
        /// <param name="options">Neighbours, vote and classes.</param>
        /// <remarks>The prior correction is approximate; calibrate. Distances are Euclidean: standardize first.
        /// Wilson, IEEE SMC 2, 1972.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler EditedNearestNeighbors(EditedNearestNeighborsOptions? options = null)
        {
            options ??= new EditedNearestNeighborsOptions();
            options.Validate();
            return new EditedNearestNeighborsResampler(options);
        }
    }
}
