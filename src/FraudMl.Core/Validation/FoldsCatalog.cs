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
        public static IFolds Stratified(int count = 5, int seed = 42) =>
            new StratifiedFolds(new() { Count = AtLeastTwo(count), Seed = seed });

        /// <summary>Returns k folds where a row's fold is its index within its class modulo k.</summary>
        /// <param name="count">The number of folds, at least 2. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when fewer than two folds are asked.</exception>
        public static IFolds InterleavedStratified(int count = 5) => new InterleavedStratifiedFolds(new() { Count = AtLeastTwo(count) });

        /// <summary>Returns k folds in which all rows of an entity stay together, sizes as even as whole entities allow.</summary>
        /// <remarks>The largest entity first, each to the fold with the fewest rows, as scikit-learn's GroupKFold. A row without a key is
        /// an entity of its own.</remarks>
        /// <param name="key">The entity key, named with <c>schema.Key</c>.</param>
        /// <param name="count">The number of folds, at least 2. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when fewer than two folds are asked.</exception>
        public static IFolds Grouped(string key, int count = 5) => new GroupedFolds(new() { Key = key, Count = AtLeastTwo(count) });

        /// <summary>Returns k folds in which all rows of an entity stay together, frauds and legitimate rows as evenly spread as
        /// whole entities allow.</summary>
        /// <remarks>The greedy rule of scikit-learn's StratifiedGroupKFold. A row without a key is an entity of its own.</remarks>
        /// <param name="key">The entity key, named with <c>schema.Key</c>.</param>
        /// <param name="count">The number of folds, at least 2. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when fewer than two folds are asked.</exception>
        public static IFolds StratifiedGrouped(string key, int count = 5) =>
            new StratifiedGroupedFolds(new() { Key = key, Count = AtLeastTwo(count) });

        /// <summary>Returns k folds along time: each validates on the next stretch of rows and trains on all rows before it.</summary>
        /// <remarks>scikit-learn's TimeSeriesSplit, with the gap in time; rows of equal times stay in the order of the data.</remarks>
        /// <param name="count">The number of folds, at least 2. Default 5.</param>
        /// <param name="options">The gap, and how many rows are validated and trained on. Default: no gap, n / (k + 1)
        /// rows, all rows before.</param>
        /// <exception cref="FraudMlException">Thrown when fewer than two folds are asked or an option breaks its rule.</exception>
        public static IFolds TimeOrdered(int count = 5, TimeOrderedOptions? options = null)
        {
            options ??= new TimeOrderedOptions();
            options.Validate();
            return new TimeOrderedFolds(options with { Count = AtLeastTwo(count) });
        }

        /// <summary>Returns folds that repeat production: train on some days, wait until labels are known, validate on the
        /// next days, move on.</summary>
        /// <remarks>The protocol of the Fraud Detection Handbook; fold f begins f validation lengths after the first.</remarks>
        /// <param name="count">The number of folds, at least 1. Default 4.</param>
        /// <param name="options">Lengths, the first day, and the key of the cards that are left out once known. Default: 7 + 7 + 7 days
        /// up to the data's end.</param>
        /// <exception cref="FraudMlException">Thrown when no fold is asked or an option breaks its rule.</exception>
        public static IFolds Prequential(int count = 4, PrequentialOptions? options = null)
        {
            options ??= new PrequentialOptions();
            options.Validate();
            return count >= 1 ? new PrequentialFolds(options with { Count = count })
                : throw new FraudMlException($"Prequential folds need a count of at least 1. Got {count} instead.");
        }
    }

    private static int AtLeastTwo(int count) => count >= 2
        ? count
        : throw new FraudMlException($"Folds need a count of at least 2. Got {count} instead.");
}
