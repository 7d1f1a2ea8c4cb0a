namespace FraudMl;

/// <summary>Summarises datasets.</summary>
public static class DatasetGroups
{
    extension(Dataset data)
    {
        /// <summary>Returns a row for each value of a key with summaries of its rows, for example
        /// <c>by => by.Count().Mean("Amount").FraudShare()</c>.</summary>
        /// <param name="key">The key.</param>
        /// <param name="summaries">What is computed.</param>
        /// <exception cref="FraudMlException">Thrown when nothing is computed, or a column is missing or of the wrong kind.</exception>
        public Dataset GroupBy(string key, Func<GroupSummaries, GroupSummaries> summaries) => data.GroupBy([key], summaries);

        /// <summary>Returns a row for each combination of keys with summaries of its rows.</summary>
        /// <remarks>
        /// Rows come in the order in which a key is first met; rows without a key are one group. Summaries are over all rows, past and
        /// future ones: joined to transactions they leak. Features of the past only come from <c>WithWindows</c>.
        /// </remarks>
        /// <param name="keys">The keys, at least one.</param>
        /// <param name="summaries">What is computed.</param>
        /// <exception cref="FraudMlException">Thrown when nothing is computed, or a column is missing or of the wrong kind.</exception>
        public Dataset GroupBy(IReadOnlyList<string> keys, Func<GroupSummaries, GroupSummaries> summaries)
        {
            ArgumentNullException.ThrowIfNull(summaries);
            IReadOnlyList<GroupSummary> all = summaries(GroupSummaries.None).All;
            if (keys.Count == 0 || all.Count == 0)
                throw new FraudMlException("GroupBy needs a key and a summary, for example GroupBy(\"CardId\", by => by.Count()).");
            if (keys.FirstOrDefault(key => all.Any(summary => summary.Name == key)) is { } taken)
                throw new FraudMlException($"GroupBy: '{taken}' is a key and would be a summary too. Rename the key before, "
                    + $".Rename(\"{taken}\", \"…\").") { ColumnName = taken };
            DataColumn[] by = [.. keys.Select(key => data[key])];
            if (by.FirstOrDefault(key => key.Is(ColumnRoles.Label)) is { } label)
                throw new FraudMlException($"GroupBy: '{label.Name}' is the label. Group by a key, and add by.FraudShare().")
                { ColumnName = label.Name };
            (int[] groups, int[] firstRows) = KeyNumbers.OfGroups(by);
            var columns = new GroupColumns(data, groups, firstRows.Length);
            return new Dataset(
                [.. by.Select(key => key.Take(firstRows).With(key.Name, key.Roles & ~ColumnRoles.Timestamp)),
                    .. all.Distinct().Select(columns.Of)],
                $"{data.Name} by {string.Join(", ", keys)}",
                data.TimestampUnit) { Reading = data.Reading };
        }
    }
}
