namespace FraudMl;

/// <summary>Adds exploration to datasets.</summary>
public static class ProfileDataset
{
    private const int TimelinePeriodCount = 200;

    extension(Dataset data)
    {
        /// <summary>Returns what the dataset holds: each column by itself, with the label, with the other columns and over time, and what is worth a look.</summary>
        /// <remarks>
        /// Every row is looked at. Sums are taken in doubles over the values as stored, 32-bit floats, and do not depend on the number of
        /// threads. Beside the data it takes about 4 bytes per row and number feature.
        /// </remarks>
        /// <param name="options">How finely to look, and from where on to warn.</param>
        /// <param name="cancellationToken">Stops the work.</param>
        /// <exception cref="FraudMlException">Thrown when the options are invalid or name a column that is not there.</exception>
        public DatasetProfile Profile(ProfileOptions? options = null, CancellationToken cancellationToken = default)
        {
            options ??= new();
            options.Validate();
            var context = new ProfileContext(data, options);
            NumberColumn? amounts = Timeline.Amounts(data, options.Amount);
            ColumnProfile[] columns = ColumnProfiles.Of(context, out List<NumberColumn> ranks, cancellationToken);
            IReadOnlyList<NumberColumn> numbers = [.. ranks.Select(column => (NumberColumn)data[column.Name])];
            var profile = new DatasetProfile
            {
                Name = data.Name,
                RowCount = data.RowCount,
                FraudCount = data.HasLabels ? data.FraudCount : null,
                FraudRatio = data.HasLabels && data.RowCount > 0 ? (double)data.FraudCount / data.RowCount : null,
                TimeSpan = Span(columns, data),
                DuplicateRowCount = DuplicateRows.Count(data),
                AmountColumn = amounts?.Name,
                Timeline = data.HasTimestamps ? Timeline.Of(context, TimePeriods.Of(data.Timestamps, TimelinePeriodCount), amounts) : [],
                StabilityPeriods = Timeline.Of(context, context.Stability, amounts),
                Pearson = numbers.Count < 2 ? null : PairwiseCorrelation.Of(numbers, cancellationToken),
                Spearman = numbers.Count < 2 ? null : PairwiseCorrelation.Of(ranks, cancellationToken),
                CramersV = TextAssociations.Of(data, columns, options, cancellationToken),
                Columns = columns,
            };
            return profile with { Alerts = ProfileAlerts.Of(profile, data.Warnings, options) };
        }
    }

    private static TimeSpan? Span(ColumnProfile[] columns, Dataset data)
    {
        ColumnProfile? column = columns.FirstOrDefault(column => (column.Roles & ColumnRoles.Timestamp) != 0);
        return column switch
        {
            { Times: { } times } => UtcTime.Between(times.First, times.Last),
            { Numbers: { } numbers } when double.IsFinite(numbers.Maximum - numbers.Minimum) => UtcTime.Span((numbers.Maximum - numbers.Minimum) * data.TimestampUnit.Microseconds()),
            _ => null,
        };
    }
}
