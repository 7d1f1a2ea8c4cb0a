using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>Writes a profile as text.</summary>
internal static class DatasetProfileText
{
    public static string Of(DatasetProfile profile)
    {
        var text = new StringBuilder();
        string frauds = profile.FraudCount is { } count ? Invariant($", {count:N0} frauds ({profile.FraudRatio:P3})") : ", no label";
        string span = profile.TimeSpan is { } time ? Invariant($", {time.TotalDays:0.##} days") : "";
        text.Append(profile.Name).Append(Invariant($": {profile.RowCount:N0} rows")).Append(frauds).Append(span).Append("\n\n");
        int width = Math.Clamp(profile.Columns.Select(column => column.Name.Length).DefaultIfEmpty(0).Max(), 6, 24);
        text.Append("column".PadRight(width))
            .Append(Invariant(
                $" {"kind",-9}{"missing",8}{"distinct",9}{"AUC",6}{"IV",7}{"PSI",7}{"mean",11}{"sd",11}{"min",11}{"median",11}{"max",11}{"corr",7}\n"));
        foreach (ColumnProfile column in profile.Columns)
        {
            string name = column.Name.Length <= width ? column.Name.PadRight(width) : $"{column.Name[..(width - 1)]}…";
            text.Append(name)
                .Append(Invariant(
                    $" {column.Kind,-9}{column.MissingRatio,8:P1}{column.DistinctCount,9}{column.RocAuc,6:0.00}{column.InformationValue,7:0.000}{column.Stability.Max(),7:0.000}"))
                .Append(Rest(column)).Append('\n');
        }

        foreach (ProfileAlert alert in profile.Alerts) text.Append(alert == profile.Alerts[0] ? "\n" : "")
            .Append(Invariant($"! {alert.Kind}: {alert.Message}\n"));
        return text.ToString();
    }

    private static string Rest(ColumnProfile column) => column switch
    {
        { Numbers: { } n } => Invariant(
            $"{Short(n.Mean),11}{Short(n.StandardDeviation),11}{Short(n.Minimum),11}{Short(n.Median),11}{Short(n.Maximum),11}{n.LabelCorrelation,7:0.00}"),
        { TopTexts: { Count: > 0 } texts } => "  " + string.Join(", ", texts.Take(3).Select(top => Invariant($"{top.Text} ({top.Count})"))),
        { Times: { } times } => Invariant($"  {((double)times.Last - times.First) / 86_400e6:0.##} days"),
        _ => "",
    };

    private static string Short(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
