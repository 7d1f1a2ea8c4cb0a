namespace FraudMl;

/// <summary>Splits a dataset into training and test rows.</summary>
public static class DatasetSplits
{
    extension(Dataset data)
    {
        /// <summary>Splits by time: the last share of the events is the test set; rows with the same time stay in
        /// the order of the data.</summary>
        /// <param name="testShare">The test set's share of the rows, in (0, 1); their number is rounded up.</param>
        /// <param name="gap">Rows in the gap before the first test row are in neither set: the time after which labels
        /// are known. Default none.</param>
        /// <exception cref="FraudMlException">Thrown when the share or the gap is out of range or a side would be empty.</exception>
        public (Dataset Train, Dataset Test) SplitByTime(double testShare, TimeSpan gap = default)
        {
            int testCount = HoldOut.TestCount(testShare, data.RowCount);
            if (gap < TimeSpan.Zero) throw new FraudMlException($"The gap of a split can't be negative. Got {gap} instead.");
            int[] order = data.OrderByTime();
            int start = data.RowCount - testCount, end = TimeOrder.EndBefore(data.Timestamps, order, start, gap);
            if (end == 0) throw new FraudMlException(
                $"A gap of {gap} before the test rows leaves no training row. Make it shorter, or bring older data.");
            return data.Sides(data.Take(order.AsSpan(0, end)), data.Take(order.AsSpan(start)),
                isTest => new TimeSplit(testShare, gap, isTest));
        }

        /// <summary>Splits at random with the same share of frauds on both sides, to within one row.</summary>
        /// <param name="testShare">The test set's share of the rows, in (0, 1); their number is rounded up.</param>
        /// <param name="seed">The seed. Default 42.</param>
        /// <exception cref="FraudMlException">Thrown when the share is out of range or a class has fewer than two rows.</exception>
        public (Dataset Train, Dataset Test) SplitStratified(double testShare, int seed = 42) =>
            data.Split(HoldOut.Stratified(data.Labels, testShare, seed), isTest => new StratifiedSplit(testShare, seed, isTest));

        /// <summary>Splits at random so that all rows of an entity are on one side.</summary>
        /// <param name="key">The entity key, named with <c>schema.Key</c>; a row without one is an entity of its own.</param>
        /// <param name="testShare">The test set's share of the rows, in (0, 1): entities join it until it is reached.</param>
        /// <param name="seed">The seed. Default 42.</param>
        /// <exception cref="FraudMlException">Thrown when the share is out of range, there is no such key, or a side
        /// would lack a class.</exception>
        public (Dataset Train, Dataset Test) SplitByEntity(string key, double testShare, int seed = 42) =>
            data.Split(HoldOut.ByEntity(FoldInput.Of(data), key, testShare, seed), isTest => new EntitySplit(key, testShare, seed, isTest));

        /// <summary>Splits as the last fold of any scheme does, for example <c>Folds.StratifiedGrouped("Card")</c> or
        /// <c>Folds.Prequential(1)</c>.</summary>
        /// <param name="folds">The scheme.</param>
        /// <exception cref="FraudMlException">Thrown when the data does not do for the scheme.</exception>
        public (Dataset Train, Dataset Test) Split(IFolds folds) => data.Split(folds.Split(FoldInput.Of(data))[^1], null);

        private (Dataset Train, Dataset Test) Split(Fold fold, Func<bool, DatasetChange>? change) =>
            data.Sides(data.Take(fold.TrainingRows), data.Take(fold.ValidationRows), change);

        private (Dataset Train, Dataset Test) Sides(Dataset train, Dataset test, Func<bool, DatasetChange>? change) =>
            change is null || data.Origin is not { } origin
            ? (train, test)
            : (train.WithOrigin(origin.Then(change(false))), test.WithOrigin(origin.Then(change(true))));
    }
}
