using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Reporting;

/// <summary>The numbers behind the charts as JSON; the serializer escapes <c>&lt;</c>, so that no name can end
/// the script element.</summary>
internal static class ProfileData
{
    public static string Of(DatasetProfile profile) => JsonSerializer.Serialize(
        new ProfileCharts(
            [.. profile.Timeline.Select(Point)],
            [.. profile.StabilityPeriods.Select(period => period.Start / 1000)],
            [.. profile.Columns.Select(Column)],
            new CorrelationCharts(Table(profile.Pearson), Table(profile.Spearman), Table(profile.CramersV))),
        ProfileChartsJson.Default.ProfileCharts);

    private static TimelinePoint Point(PeriodProfile period) => new(
        period.Start / 1000, period.Count, Round(period.FraudRatio), Round(period.FraudInterval?.Low), Round(period.FraudInterval?.High),
        Round(period.Amount), Round(period.FraudAmount));

    private static ColumnCharts Column(ColumnProfile column) => new(
        column.Name,
        column.Kind == ColumnKind.Timestamp,
        (column.Roles & ColumnRoles.Timestamp) != 0 ? [] : [.. column.Stability.Select(Round)],
        [.. column.Histogram.Select(bin => (double?[])[Round(bin.Low), Round(bin.High), bin.Count, bin.FraudCount])],
        [.. column.Bins.Select(Point)]);

    private static BinPoint Point(RiskBin bin) =>
        new(bin.Name, bin.Count, Round(bin.FraudRatio), Round(bin.FraudInterval?.Low), Round(bin.FraudInterval?.High));

    private static CorrelationChart? Table(CorrelationTable? table) => table is null
        ? null
        : new(table.Columns, [.. table.Values.Select(row => row.Select(ThreeDigits).ToArray())]);

    private static double? ThreeDigits(double? value) => value is { } there ? Math.Round(there, 3) : null;

    // Six digits are more than a chart can show.
    private static double? Round(double? value) => value is not { } there || !double.IsFinite(there) || there == 0
        ? value
        : Math.Abs(there) >= 1e6 ? Math.Round(there)
            : Math.Round(there, Math.Clamp(5 - (int)Math.Floor(Math.Log10(Math.Abs(there))), 0, 15));
}

internal sealed record ProfileCharts(
    IReadOnlyList<TimelinePoint> Timeline,
    IReadOnlyList<long> Periods,
    IReadOnlyList<ColumnCharts> Columns,
    CorrelationCharts Correlations);

internal sealed record TimelinePoint(long Start, int Count, double? Rate, double? Low, double? High, double? Amount, double? FraudAmount);

internal sealed record ColumnCharts(
    string Name, bool IsTime, IReadOnlyList<double?> Stability, IReadOnlyList<double?[]> Histogram, IReadOnlyList<BinPoint> Bins);

internal sealed record BinPoint(string Name, int Count, double? Rate, double? Low, double? High);

internal sealed record CorrelationCharts(CorrelationChart? Pearson, CorrelationChart? Spearman, CorrelationChart? Cramers);

internal sealed record CorrelationChart(IReadOnlyList<string> Columns, IReadOnlyList<double?[]> Values);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ProfileCharts))]
internal sealed partial class ProfileChartsJson : JsonSerializerContext;
