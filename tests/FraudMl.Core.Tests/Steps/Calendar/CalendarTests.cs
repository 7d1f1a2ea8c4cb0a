using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class CalendarTests
{
    private const CalendarParts All = CalendarParts.Hour | CalendarParts.Weekday | CalendarParts.Month | CalendarParts.Weekend
        | CalendarParts.Night;

    [Fact]
    public void Parts_and_their_sines_and_cosines_are_pythons()
    {
        JsonObject golden = EncoderGolden.Case("CyclicTime");
        JsonNode want = golden["train_out"]!;
        long[] times = [.. golden["fitted"]!["unix_seconds"]!.AsArray().Select(second => (long)second! * 1_000_000)];
        FeatureMatrix parts = Parts(times, new CalendarOptions { Parts = All });
        FeatureMatrix cyclic = Parts(times, new CalendarOptions { Parts = All, Cyclic = true });

        for (int row = 0; row < times.Length; row++)
        {
            Value(parts, row, "t.Hour").ShouldBe(GoldenMetrics.Double(want["hour"]![row]));
            Value(parts, row, "t.Weekday").ShouldBe(GoldenMetrics.Double(want["day_of_week_monday0"]![row]));
            Value(parts, row, "t.Weekend").ShouldBe(GoldenMetrics.Double(want["is_weekend"]![row]));
            Value(parts, row, "t.Night").ShouldBe(GoldenMetrics.Double(want["is_night_0_to_6"]![row]));
            Value(parts, row, "t.Month").ShouldBe(DateTime.UnixEpoch.AddMicroseconds(times[row]).Month);
            Value(cyclic, row, "t.HourSin").ShouldMatch(GoldenMetrics.Double(want["hour_sin_cos"]![row]![0]), $"{row}", 1e-6);
            Value(cyclic, row, "t.HourCos").ShouldMatch(GoldenMetrics.Double(want["hour_sin_cos"]![row]![1]), $"{row}", 1e-6);
            Value(cyclic, row, "t.WeekdaySin").ShouldMatch(GoldenMetrics.Double(want["day_of_week_sin_cos"]![row]![0]), $"{row}", 1e-6);
            Value(cyclic, row, "t.WeekdayCos").ShouldMatch(GoldenMetrics.Double(want["day_of_week_sin_cos"]![row]![1]), $"{row}", 1e-6);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Europe/Paris")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    public void Parts_are_those_of_dotnets_calendar_on_any_clock(string? zone)
    {
        var random = new Random(5);
        long end = (new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        TimeZoneInfo clock = zone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone);
        long[] times = [.. Enumerable.Range(0, 3000).Select(_ => random.NextInt64(0, end)),
            .. ClockOffsets.Of(clock.Id).Changes.SelectMany(change => new[] { change - 1, change })];
        FeatureMatrix parts = Parts(times, new CalendarOptions { Parts = All, TimeZone = zone });

        for (int row = 0; row < times.Length; row++)
        {
            DateTime local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.UnixEpoch.AddMicroseconds(times[row]), clock);
            string what = $"{local:O}";
            Value(parts, row, "t.Hour").ShouldBe(local.Hour, what);
            Value(parts, row, "t.Weekday").ShouldBe(((int)local.DayOfWeek + 6) % 7, what);
            Value(parts, row, "t.Month").ShouldBe(local.Month, what);
        }
    }

    [Fact]
    public void A_missing_time_has_missing_parts() =>
        Parts([TimestampColumn.Missing, 0], new CalendarOptions()).Row(0).ToArray().ShouldAllBe(value => float.IsNaN(value));

    [Fact]
    public void A_time_zone_that_the_machine_does_not_know_is_refused_when_the_step_is_added() =>
        Should.Throw<FraudMlException>(() => new FraudPipelineBuilder().Calendar("t", new() { TimeZone = "Mars/Olympus" })).Message
            .ShouldContain("TimeZone must be a time zone of this machine, such as Europe/Paris. Got 'Mars/Olympus' instead.");

    private static FeatureMatrix Parts(long[] times, CalendarOptions options)
    {
        var data = new Dataset(
        [
            new TimestampColumn("t", times, ColumnRoles.Feature), new NumberColumn("label", new float[times.Length], ColumnRoles.Label),
        ]);
        return FittedFeatures.Fit([new CalendarStep("t", options)], data, new StepContext(1, Folds.Stratified(2))).Matrix;
    }

    private static double Value(FeatureMatrix matrix, int row, string column) =>
        matrix.Row(row)[matrix.Columns.Select(feature => feature.Name).ToList().IndexOf(column)];
}
