namespace FraudMl;

/// <summary>Resamplers of one's own.</summary>
public static class FunctionCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns a resampler that takes over the rows a function chooses; a row chosen twice is repeated.</summary>
        /// <param name="choose">Given training rows and context, returns the indices of the rows to train on.</param>
        public static IResampler Function(Func<TrainingData, ResamplingContext, IReadOnlyList<int>> choose) =>
            new FunctionResampler(choose);
    }
}
