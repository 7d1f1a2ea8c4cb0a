using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>A dataset in a table for people: what its columns are, never what a row holds.</summary>
internal static class DatasetText
{
    private const int MostColumns = 60;

    public static string Of(Dataset data)
    {
        var text = new StringBuilder(FormattableString.Invariant($"{data.Name}: {Counted(data.RowCount, "row")}"));
        if (data.HasLabels && data.RowCount > 0)
            text.Append(CultureInfo.InvariantCulture,
                $", {Counted(data.FraudCount, "fraud")} ({(double)data.FraudCount / data.RowCount:0.####%})");
        text.Append(CultureInfo.InvariantCulture, $", {Counted(data.Columns.Count, "column")}");
        if (Period(data) is { } period) text.Append(CultureInfo.InvariantCulture, $", {period}");
        DataColumn[] shown = [.. data.Columns.Take(MostColumns)];
        int width = shown.Length == 0 ? 0 : shown.Max(column => column.Name.Length);
        foreach (DataColumn column in shown)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {column.Name.PadRight(width)}  {column.Kind,-9}  {Roles(column)}");
            if (column is TextColumn texts) text.Append(CultureInfo.InvariantCulture, $", {Counted(texts.Dictionary.Count, "text")}");
            if (MissingCount(column) is > 0 and var missing) text.Append(CultureInfo.InvariantCulture, $", {missing:#,0} missing");
        }

        if (shown.Length < data.Columns.Count)
            text.Append(CultureInfo.InvariantCulture, $"\n  and {data.Columns.Count - shown.Length:#,0} more");
        return text.ToString();
    }

    private static string Counted(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {what}{(count == 1 ? "" : "s")}");

    private static string? Period(Dataset data)
    {
        if (!data.HasTimestamps) return null;
        long first = long.MaxValue, last = long.MinValue;
        foreach (long time in data.Timestamps)
        {
            if (time == TimestampColumn.Missing) continue;
            (first, last) = (Math.Min(first, time), Math.Max(last, time));
        }

        if (first > last) return null;
        long day = TimeUnit.Days.Microseconds();

        // A count from a first event has no date.
        return first >= 0 && first < day && last < 3653 * day
            ? string.Create(CultureInfo.InvariantCulture, $"{(double)(last - first) / day:0.##} days")
            : $"{UtcTime.Text(first, "yyyy-MM-dd")} to {UtcTime.Text(last, "yyyy-MM-dd")}";
    }

    private static string Roles(DataColumn column) => column.Roles.ToString().Replace(", ", "+", StringComparison.Ordinal);

    private static int MissingCount(DataColumn column) => column switch
    {
        NumberColumn numbers => Count(numbers.Values, float.IsNaN),
        TextColumn texts => texts.Codes.Count(TextDictionary.Missing),
        _ => ((TimestampColumn)column).Values.Count(TimestampColumn.Missing),
    };

    private static int Count(ReadOnlySpan<float> values, Func<float, bool> condition)
    {
        int count = 0;
        foreach (float value in values)
        {
            if (condition(value)) count++;
        }

        return count;
    }
}
