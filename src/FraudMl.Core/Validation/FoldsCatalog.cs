namespace FraudMl;

/// <summary>The fold schemes of FraudMl.Core.</summary>
public static class FoldsCatalog
{
    extension(Folds)
    {
        /// <summary>Returns k shuffled folds that hold the same share of frauds.</summary>
        /// <param name="count">The number of folds, at least 2. Default 5.</param>
        /// <param name="seed">The seed of the shuffle. Default 42.</param>
        /// <exception cref="FraudMlException">Thrown when fewer than two folds are asked.</exception>
        public static IFolds Stratified(int count = 5, int seed = 42) => new StratifiedFolds(AtLeastTwo(count), seed);

        /// <summary>Returns k folds where a row's fold is its index within its class modulo k.</summary>
        /// <param name="count">The number of folds, at least 2. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when fewer than two folds are asked.</exception>
        public static IFolds InterleavedStratified(int count = 5) => new StratifiedFolds(AtLeastTwo(count), null);
    }

    private static int AtLeastTwo(int count) => count >= 2
        ? count
        : throw new FraudMlException($"Folds need a count of at least 2. Got {count} instead.");
}
