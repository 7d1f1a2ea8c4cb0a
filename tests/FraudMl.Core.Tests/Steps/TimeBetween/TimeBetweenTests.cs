namespace FraudMl.Tests;

public sealed class TimeBetweenTests
{
    private const long Day = 86_400_000_000;

    [Theory]
    [InlineData(TimeUnit.Days, 1.5)]
    [InlineData(TimeUnit.Hours, 36)]
    [InlineData(TimeUnit.Minutes, 2160)]
    [InlineData(TimeUnit.Seconds, 129_600)]
    [InlineData(TimeUnit.Milliseconds, 129_600_000)]
    [InlineData(TimeUnit.Microseconds, 129_600_000_000)]
    public void The_difference_is_taken_in_the_unit(TimeUnit unit, double expected) =>
        Between([0], [Day * 3 / 2], unit).ShouldBe([(float)expected]);

    [Fact]
    public void An_earlier_time_is_negative_and_a_missing_one_missing() =>
        Between([0, TimestampColumn.Missing, 5, 3 * Day], [-Day, 5, TimestampColumn.Missing, 3 * Day])
            .ShouldBe([-1, float.NaN, float.NaN, 0]);

    [Fact]
    public void Long_spans_are_rounded_once()
    {
        long birth = UtcTime.Microseconds(new DateOnly(1931, 5, 17)),
            at = UtcTime.Microseconds(new DateTime(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        Between([birth], [at], TimeUnit.Seconds)[0].ShouldBe((float)((at - birth) / 1e6));
        Between([birth], [at])[0].ShouldBe((float)((at - birth) / (double)Day));
        float.IsFinite(Between([long.MinValue + 1], [long.MaxValue])[0]).ShouldBeTrue();
    }

    [Fact]
    public void Both_times_stay_and_the_column_is_named_after_them()
    {
        (FittedFeatures features, _) = FittedFeatures.Fit(
            [new TimeBetweenStep(new() { From = "from", To = "to" }), new CalendarStep("to", new()), new DropStep("from")],
            Data([0, 1], [2, 3]), Context());

        features.Columns[0].Name.ShouldBe("to-from.Days");
        features.Columns[0].Sources.ShouldBe(["to", "from"]);
    }

    [Fact]
    public void Rows_batches_files_and_graphs_give_the_same_bits()
    {
        Dataset data = Many();
        FraudPipeline pipeline = new FraudPipelineBuilder().TimeBetween("from", "to", TimeUnit.Hours).Impute(Columns.Numbers)
            .Drop(Columns.Timestamps).Train(Trainers.LogisticRegression()).Build();
        FraudModel model = pipeline.Fit(data);
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;

        double[] scores = model.Score(data);
        FraudModel.Load(file).Score(data).ShouldBe(scores);
        for (int row = 0; row < 40; row++) model.Score(data.Take([row]))[0].ShouldBe(scores[row]);
        (FittedFeatures features, _) = FittedFeatures.Fit(
            [new TimeBetweenStep(new() { From = "from", To = "to", Unit = TimeUnit.Hours }), new DropStep(Columns.Timestamps)], data,
            Context());
        StepOnnx.ShouldAgree(features, data);
    }

    [Fact]
    public void Other_columns_and_units_are_refused()
    {
        Should.Throw<FraudMlException>(() => FittedFeatures.Fit([new TimeBetweenStep(new() { From = "y", To = "to" })],
            Data([0], [1], "text"), Context())).Message.ShouldStartWith("TimeBetween(y, to) needs Timestamp columns, and 'y' is Text.");
        Should.Throw<FraudMlException>(() => new FraudPipelineBuilder().TimeBetween("a", "b", (TimeUnit)99)).Message
            .ShouldContain("Unit must be one of Seconds");
    }

    private static float[] Between(long[] from, long[] to, TimeUnit unit = TimeUnit.Days)
    {
        (_, FeatureMatrix matrix) = FittedFeatures.Fit(
            [new TimeBetweenStep(new() { From = "from", To = "to", Unit = unit }), new DropStep(Columns.Timestamps)],
            Data(from, to), Context());
        return [.. Enumerable.Range(0, matrix.RowCount).Select(row => matrix.Row(row)[0])];
    }

    private static StepContext Context() => new(3, Folds.Stratified(3, 3));

    private static Dataset Data(long[] from, long[] to, string? text = null) => new(
    [
        new TimestampColumn("from", from, ColumnRoles.Feature), new TimestampColumn("to", to, ColumnRoles.Feature),
        new NumberColumn("label", [.. from.Select((_, row) => (float)(row % 2))], ColumnRoles.Label),
        .. text is null ? Array.Empty<DataColumn>() : [new TextColumn("y", new int[from.Length], new TextDictionary([text]))],
    ]);

    internal static Dataset Many()
    {
        var random = new Random(4);
        long Time() => random.Next(20) == 0 ? TimestampColumn.Missing : random.NextInt64(-1_000_000_000_000_000, 3_000_000_000_000_000);
        return Data([.. Enumerable.Range(0, 240).Select(_ => Time())], [.. Enumerable.Range(0, 240).Select(_ => Time())]);
    }
}
