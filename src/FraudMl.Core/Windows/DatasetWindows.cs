namespace FraudMl;

/// <summary>Adds velocity features to a dataset.</summary>
public static class DatasetWindows
{
    extension(Dataset data)
    {
        /// <summary>
        /// Adds velocity features as number columns. Do it before any split: a window looks back only, so nothing leaks, and test rows keep
        /// their history.
        /// </summary>
        /// <remarks>
        /// The rows may be in any order; they are taken by time, and in the order of the data where times are equal. Linear time after that
        /// sort. Sums are exact, so a feature depends on the events of its window only.
        /// </remarks>
        /// <param name="windows">
        /// The features by entity, for example <c>Velocity.Per("CARD").Over(TimeSpan.FromDays(7)).Count().Mean("AMOUNT")</c>.
        /// </param>
        /// <exception cref="FraudMlException">Thrown when a time is missing, or a column is missing or of the wrong kind.</exception>
        public Dataset WithWindows(params IReadOnlyList<EntityWindows> windows)
        {
            WindowColumns.Require(data, windows);
            int[] order = data.OrderByTime();
            var added = new NumberColumn[windows.Count][];
            Parallel.For(0, windows.Count, entity => added[entity] = WindowColumns.Compute(data, windows[entity], order));
            return new Dataset([.. data.Columns, .. added.SelectMany(columns => columns)], data.Name, data.TimestampUnit)
            {
                Warnings = data.Warnings,
                Reading = data.Reading,
                Windows = [.. data.Windows, .. windows],
                Origin = data.Origin?.Then(new WindowsAdded(windows)),
            };
        }
    }
}
