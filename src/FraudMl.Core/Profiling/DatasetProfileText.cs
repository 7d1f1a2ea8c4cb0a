using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>Writes a profile as text of 80 columns: a table of all columns, one of numbers, and what texts and times hold.</summary>
internal static class DatasetProfileText
{
    private const int TextsShown = 3;

    public static string Of(DatasetProfile profile)
    {
        var text = new StringBuilder();
        string frauds = profile.FraudCount is { } count ? Invariant($", {count:N0} frauds ({profile.FraudRatio:P3})") : ", no label";
        string span = profile.TimeSpan is { } time ? $", {TimeText.Length(time.TotalMicroseconds)}" : "";
        text.Append(profile.Name).Append(Invariant($": {profile.RowCount:N0} rows")).Append(frauds).Append(span).Append("\n\n");
        int width = Math.Clamp(profile.Columns.Select(column => column.Name.Length).DefaultIfEmpty(0).Max(), 6, 24);
        string Name(ColumnProfile column) =>
            column.Name.Length <= width ? column.Name.PadRight(width) : $"{column.Name[..(width - 1)]}…";

        text.Append("column".PadRight(width))
            .Append(Invariant($" {"kind",-9}{"missing",8}{"distinct",9}{"AUC",6}{"IV",7}{"PSI",7}{"corr",7}\n"));
        foreach (ColumnProfile column in profile.Columns)
        {
            string line = Name(column)
                + Invariant($" {column.Kind,-9}{column.MissingRatio,8:P1}{column.DistinctCount,9}{column.RocAuc,6:0.00} ")
                + Invariant($"{column.InformationValue,6:0.000} {column.Stability.Max(),6:0.000} ")
                + Invariant($"{column.Numbers?.LabelCorrelation,6:0.00;-0.00;0.00}");
            text.Append(line.TrimEnd()).Append('\n');
        }

        Section(text, profile.Columns.Where(column => column.Numbers is not null), Name,
            Invariant($"{"column".PadRight(width)}{"mean",11}{"sd",11}{"min",11}{"median",11}{"max",11}"),
            column => column.Numbers is { } n
                ? Short(n.Mean) + Short(n.StandardDeviation) + Short(n.Minimum) + Short(n.Median) + Short(n.Maximum) : "");
        Section(text, profile.Columns.Where(column => column is { TopTexts.Count: > 0 } or { Times: not null }), Name,
            $"{"column".PadRight(width)}  holds", column => $"  {Holds(column)}");
        foreach (ProfileAlert alert in profile.Alerts) text.Append(alert == profile.Alerts[0] ? "\n" : "")
            .Append(Invariant($"! {alert.Kind}: {alert.Message}\n"));
        return WrappedText.Of(text.ToString());
    }

    private static void Section(StringBuilder text, IEnumerable<ColumnProfile> columns, Func<ColumnProfile, string> name, string heading,
        Func<ColumnProfile, string> rest)
    {
        ColumnProfile[] shown = [.. columns];
        if (shown.Length == 0) return;
        text.Append('\n').Append(heading).Append('\n');
        foreach (ColumnProfile column in shown) text.Append(name(column)).Append(rest(column)).Append('\n');
    }

    private static string Holds(ColumnProfile column) => column.Times is { } times
        ? TimeText.Length((double)times.Last - times.First)
        : string.Join(", ", column.TopTexts.Take(TextsShown).Select(top => Invariant($"{top.Text} ({top.Count})")));

    // Four digits leave a space between the longest neighbours.
    private static string Short(double value) =>
        " " + value.ToString(Math.Abs(value) is >= 1e4 and < 1e9 ? "0" : "G4", CultureInfo.InvariantCulture).PadLeft(10);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
