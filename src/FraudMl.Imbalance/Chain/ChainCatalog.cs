namespace FraudMl;

/// <summary>Chains of resamplers.</summary>
public static class ChainCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns a chain: each resampler works on what the one before has left, and origins still lead
        /// to the training rows.</summary>
        /// <param name="resamplers">The resamplers in order, at least one.</param>
        /// <exception cref="FraudMlException">Thrown when there are none.</exception>
        public static IResampler Chain(params IReadOnlyList<IResampler> resamplers) => resamplers.Count > 0
            ? new ChainResampler([.. resamplers])
            : throw new FraudMlException("Resamplers.Chain needs at least one resampler.");
    }
}
