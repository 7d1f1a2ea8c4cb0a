namespace FraudMl;

/// <summary>The bins of a column of a reference profile.</summary>
internal static class ReferenceBins
{
    extension(ReferenceColumn column)
    {
        /// <summary>
        /// Returns the ends of the bins of numbers, ascending: the bin of a value is the number of ends below it. A heavy value h has a bin
        /// of its own, which begins right below it: x ≥ h where x is above the number before h.
        /// </summary>
        public double[] BinEnds() => [.. column.Edges!.Concat(column.Heavy!.Select(Math.BitDecrement)).Order()];

        /// <summary>Refuses a column whose parts don't fit together.</summary>
        public void Check()
        {
            bool isWhole = column.Counts.Count == (column.Texts is { } texts ? texts.Count : column.Edges?.Count + column.Heavy?.Count) + 1
                && column.Counts.All(count => count >= 0) && column.MissingCount >= 0
                && (column.Texts is null || column.Texts.Distinct().Count() == column.Texts.Count)
                && (column.Edges is null || (column.Edges.All(double.IsFinite) && column.Counts.Count <= NumberBins.MostEnds
                    && column.Heavy!.All(column.Edges.Contains)));
            if (!isWhole)
                throw new FraudMlException($"The reference profile is damaged: the bins of '{column.Name}' don't fit together. Take a "
                    + "fresh copy.") { ColumnName = column.Name };
        }
    }
}
