namespace FraudMl;

/// <summary>Adds exploration to datasets.</summary>
public static class ProfileDataset
{
    private const int TopTextCount = 10;

    extension(Dataset data)
    {
        /// <summary>Returns what the dataset holds: class balance, missing values, statistics of each column and how it goes with the label.</summary>
        /// <remarks>Sums are taken in doubles over the values as stored, 32-bit floats.</remarks>
        public DatasetProfile Profile() => new()
        {
            Name = data.Name,
            RowCount = data.RowCount,
            FraudCount = data.HasLabels ? data.FraudCount : null,
            FraudRatio = data.HasLabels && data.RowCount > 0 ? (double)data.FraudCount / data.RowCount : null,
            TimeSpan = data.HasTimestamps && Times(data.Timestamps, out _, out _) is { } times
                ? System.TimeSpan.FromMicroseconds(times.Last - times.First)
                : null,
            Columns = [.. data.Columns.Select(column => Column(data, column))],
        };
    }

    private static ColumnProfile Column(Dataset data, DataColumn column)
    {
        (int missing, int distinct) = (0, 0);
        NumberProfile? numbers = column is NumberColumn number ? NumberStatistics.Of(number.Values, Labels(data), out missing, out distinct) : null;
        TimestampProfile? times = column is TimestampColumn time ? Times(time.Values, out missing, out distinct) : null;
        TextCount[] texts = column is TextColumn text ? Texts(text, Labels(data), out missing) : [];
        return new()
        {
            Name = column.Name,
            Kind = column.Kind,
            Roles = column.Roles,
            MissingCount = missing,
            MissingRatio = data.RowCount == 0 ? 0 : (double)missing / data.RowCount,
            DistinctCount = column is TextColumn ? texts.Length : distinct,
            Numbers = numbers,
            Times = times,
            TopTexts = IsKey(column, texts) ? [] : [.. texts.Take(TopTextCount)],
        };
    }

    // Keys name customers, and a profile is kept and sent around.
    private static bool IsKey(DataColumn column, TextCount[] texts) => column.Is(ColumnRoles.Key) || texts.All(text => text.Count == 1);

    private static ReadOnlySpan<bool> Labels(Dataset data) => data.HasLabels ? data.Labels : [];

    private static TimestampProfile? Times(ReadOnlySpan<long> values, out int missing, out int distinct)
    {
        missing = values.Count(TimestampColumn.Missing);
        long[] sorted = values.ToArray();
        Array.Sort(sorted);
        ReadOnlySpan<long> present = sorted.AsSpan(missing);
        distinct = NumberStatistics.Distinct(present);
        return present.IsEmpty ? null : new TimestampProfile(present[0], present[^1]);
    }

    // By falling count, and by code point where counts are equal, so that the order never depends on the rows'.
    private static TextCount[] Texts(TextColumn column, ReadOnlySpan<bool> labels, out int missing)
    {
        var counts = new int[column.Dictionary.Count];
        var frauds = new int[column.Dictionary.Count];
        missing = 0;
        for (int row = 0; row < column.RowCount; row++)
        {
            int code = column.Codes[row];
            if (code < 0)
            {
                missing++;
                continue;
            }

            counts[code]++;
            if (!labels.IsEmpty && labels[row]) frauds[code]++;
        }

        bool labelled = !labels.IsEmpty;
        return [.. column.Dictionary.Texts
            .Select((text, code) => new TextCount(text, counts[code], labelled && counts[code] > 0 ? (double)frauds[code] / counts[code] : null))
            .Where(text => text.Count > 0)
            .OrderByDescending(text => text.Count).ThenBy(text => text.Text, StringComparer.Ordinal)];
    }
}
