namespace FraudMl;

/// <summary>Puts datasets together.</summary>
public static class DatasetConcat
{
    extension(Dataset data)
    {
        /// <summary>Returns the rows of this dataset, then those of another one.</summary>
        /// <param name="other">The other dataset.</param>
        /// <param name="options">What happens to a column that one of them does not have.</param>
        /// <exception cref="FraudMlException">Thrown with every column that does not fit.</exception>
        public Dataset Concat(Dataset other, ConcatOptions? options = null) => data.Concat([other], options);

        /// <summary>Returns the rows of this dataset, then those of the others in their order, for example twelve monthly files.</summary>
        /// <remarks>
        /// Columns go together by name, in the order of the first dataset; kinds and roles must be the same, but a column without any value
        /// fits every kind. Texts of the first come first, in its order, then those that are new in the second, and so on. How texts are
        /// read while scoring is said by the first. Add windows after it: those of a part do not see the parts before.
        /// </remarks>
        /// <param name="others">The other datasets.</param>
        /// <param name="options">What happens to a column that one of them does not have.</param>
        /// <exception cref="FraudMlException">Thrown with every column that does not fit.</exception>
        public Dataset Concat(IReadOnlyList<Dataset> others, ConcatOptions? options = null)
        {
            Dataset[] parts = [data, .. others];
            string[] names = [.. parts.SelectMany(part => part.Columns).Select(column => column.Name).Distinct(StringComparer.Ordinal)];
            ConcatRules.Require(parts, names, options ?? new());
            string[] sources = [.. parts.Select(part => part.Name).Distinct(StringComparer.Ordinal)];
            return new Dataset(
                [.. names.Select(name => ConcatColumns.Of(name, parts))],
                sources.Length switch
                {
                    1 => sources[0],
                    2 => $"{sources[0]} and {sources[1]}",
                    _ => FormattableString.Invariant($"{sources[0]} and {sources.Length - 1} more"),
                },
                data.TimestampUnit)
            {
                Reading = data.Reading,
                Warnings = [.. parts.SelectMany(part => part.Warnings).Distinct()],
                Windows = ConcatRules.Windows(parts),
            };
        }
    }
}
