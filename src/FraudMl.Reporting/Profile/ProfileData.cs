using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Reporting;

/// <summary>The numbers behind the charts as JSON; the serializer escapes <c>&lt;</c>, so that no name can end the script element.</summary>
internal static class ProfileData
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static string Of(DatasetProfile profile) => JsonSerializer.Serialize(
        new
        {
            Timeline = profile.Timeline.Select(period => new
            {
                Start = period.Start / 1000,
                period.Count,
                Rate = Round(period.FraudRatio),
                Low = Round(period.FraudInterval?.Low),
                High = Round(period.FraudInterval?.High),
                Amount = Round(period.Amount),
                FraudAmount = Round(period.FraudAmount),
            }),
            Periods = profile.StabilityPeriods.Select(period => period.Start / 1000),
            Columns = profile.Columns.Select(column => new
            {
                column.Name,
                IsTime = column.Kind == ColumnKind.Timestamp,
                Stability = column.Stability.Select(Round),
                Histogram = column.Histogram.Select(bin => new[] { Round(bin.Low), Round(bin.High), bin.Count, bin.FraudCount }),
                Bins = column.Bins.Select(bin => new { bin.Name, bin.Count, Rate = Round(bin.FraudRatio), Low = Round(bin.FraudInterval?.Low), High = Round(bin.FraudInterval?.High) }),
            }),
            Correlations = new { Pearson = Table(profile.Pearson), Spearman = Table(profile.Spearman), Cramers = Table(profile.CramersV) },
        },
        Json);

    private static object? Table(CorrelationTable? table) => table is null ? null : new { table.Columns, Values = table.Values.Select(row => row.Select(value => value is { } there ? Math.Round(there, 3) : (double?)null)) };

    // Six digits are more than a chart can show.
    private static double? Round(double? value) => value is not { } there || !double.IsFinite(there) || there == 0
        ? value
        : Math.Abs(there) >= 1e6 ? Math.Round(there) : Math.Round(there, Math.Clamp(5 - (int)Math.Floor(Math.Log10(Math.Abs(there))), 0, 15));
}
