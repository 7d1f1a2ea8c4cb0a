using FraudMl.Tests.Onnx;

namespace FraudMl.Tests;

/// <summary>A time that is a feature too keeps its order, its windows and its meaning.</summary>
public sealed class TimeAsFeatureTests : IDisposable
{
    private const double Epoch = 1_577_836_800;

    private readonly TempFolder _folder = new();

    [Fact]
    public void Fractions_of_seconds_since_1970_stay_apart_and_count_from_the_first()
    {
        Dataset data = Read("Time,Class\n1577836801.75,1\n1577836800.25,0\n1577836863.5,0\n");

        data.Timestamps.ToArray().ShouldBe([1_577_836_801_750_000, 1_577_836_800_250_000, 1_577_836_863_500_000]);
        var time = (NumberColumn)data["Time"];
        time.Origin.ShouldBe(Epoch);
        time.Values.ToArray().ShouldBe([1.75f, 0.25f, 63.5f]);
        Dataset later = data.Take([2, 0]);
        (((NumberColumn)later["Time"]).Origin, later.Timestamps.ToArray().SequenceEqual([1_577_836_863_500_000, 1_577_836_801_750_000]))
            .ShouldBe((Epoch, true));
        data.SplitByTime(0.3).Test.Timestamps.ToArray().ShouldBe([1_577_836_863_500_000]);
    }

    [Fact]
    public void Times_since_a_first_event_are_what_they_were()
    {
        Dataset data = Read("Time,Class\n0,0\n1.5,1\n172792,0\n");

        var time = (NumberColumn)data["Time"];
        (time.Origin, time.IsRounded).ShouldBe((0, false));
        time.Values.ToArray().ShouldBe([0, 1.5f, 172792]);
        data.Timestamps.ToArray().ShouldBe([0, 1_500_000, 172_792_000_000]);
    }

    [Fact]
    public void Microseconds_since_a_first_event_are_kept_where_32_bits_round_them()
    {
        Dataset data = Read("Time,Class\n172792.123456,0\n172792.123457,1\n");

        data.Timestamps.ToArray().ShouldBe([172_792_123_456, 172_792_123_457]);
        ((NumberColumn)data["Time"]).Origin.ShouldBe(0);
    }

    [Fact]
    public void What_is_written_reads_back_equal()
    {
        Dataset data = Read("Time,Class\n1577836800.25,0\n,1\n1577836863.5,0\n");
        data.WriteCsv(_folder["again.csv"]);
        data.WriteParquet(_folder["again.parquet"]);

        foreach (Dataset again in new[] { Dataset.FromCsv(_folder["again.csv"], Schema),
            Dataset.FromParquet(_folder["again.parquet"], Schema) })
        {
            again.Timestamps.ToArray().ShouldBe(data.Timestamps.ToArray());
            again.Digest().ShouldBe(data.Digest());
        }
    }

    [Fact]
    public void Every_door_counts_from_the_origin_of_the_training_rows()
    {
        Dataset train = Rows(0, 400), test = Rows(86_400, 50);
        ((NumberColumn)test["Time"]).Origin.ShouldNotBe(((NumberColumn)train["Time"]).Origin);
        FraudModel model = new FraudPipelineBuilder().Train(Trainers.DecisionTree()).DecideBy(Thresholds.Fixed(0.5)).Build().Fit(train);

        double[] scores = model.Score(test);

        // The later half of each minute is fraud, and nothing else tells it: the time must have come through.
        FraudModel fitted = new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build().Fit(train);
        model.Inputs.Single(input => input.Name == "Time").Origin.ShouldBe(((NumberColumn)train["Time"]).Origin);
        using ScoringSession session = model.OpenSession(test.RowCount);
        for (int row = 0; row < test.RowCount; row++)
        {
            double time = ((NumberColumn)test["Time"]).Exact(row);
            model.Score(new Dictionary<string, object?> { ["Time"] = time, ["x"] = ((NumberColumn)test["x"]).Values[row] })
                .ShouldBe(scores[row]);
            model.Score(new { Time = time, x = ((NumberColumn)test["x"]).Values[row] }).ShouldBe(scores[row]);
            model.Score(new Dictionary<string, object?> { ["Time"] = time.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
                ["x"] = ((NumberColumn)test["x"]).Values[row] })
                .ShouldBe(scores[row]);
            for (int input = 0; input < 2; input++)
                session.SetNumber(row, input, model.Inputs[input].Name == "Time" ? time : ((NumberColumn)test["x"]).Values[row]);
        }

        session.Score();
        session.Probabilities.ToArray().ShouldBe(scores);
        var graph = new OnnxModelScores(fitted, test);
        double[] wanted = fitted.Score(test);
        for (int row = 0; row < test.RowCount; row++) ((double)graph.Probabilities[row]).ShouldBe(wanted[row], 1e-6);
        using var stored = new MemoryStream();
        model.Save(stored);
        stored.Position = 0;
        FraudModel.Load(stored).Score(test).ShouldBe(scores);
    }

    [Fact]
    public void A_model_without_origins_scores_what_it_was_given()
    {
        Dataset data = Read("Time,Class\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i}.5,{i % 3 / 2}\n")));
        FraudModel model = new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build().Fit(data);

        model.Inputs[0].Origin.ShouldBe(0);
        model.IsNumericOnly.ShouldBeTrue();
        model.Score(new Dictionary<string, object?> { ["Time"] = 7.5 }).ShouldBe(model.Score(data)[7]);
    }

    [Theory]
    [InlineData("1706702700000", TimeUnit.Seconds, "TimeUnit.Milliseconds")]
    [InlineData("1706702700000000", TimeUnit.Seconds, "TimeUnit.Microseconds")]
    [InlineData("1706702700000000", TimeUnit.Milliseconds, "TimeUnit.Microseconds")]
    [InlineData("1706702700000000000", TimeUnit.Seconds, "TimeUnit.Days")]
    [InlineData("1706702700", TimeUnit.Days, "TimeUnit.Seconds")]
    [InlineData("20260131130500", TimeUnit.Seconds, "2026-01-31 13:05:00")]
    [InlineData("20260131", TimeUnit.Days, "2026-01-31 13:05:00")]
    [InlineData("9e18", TimeUnit.Seconds, "the units are")]
    [InlineData("-1706702700000", TimeUnit.Seconds, "the units are")]
    public void A_time_that_can_not_be_one_is_refused_with_the_unit_that_makes_it_one(string number, TimeUnit unit, string hint)
    {
        File.WriteAllText(_folder["a.csv"], $"at,x,Class\n{number},1,0\n{number},2,1\n");
        foreach (Func<DatasetSchema, DatasetSchema> schema in new Func<DatasetSchema, DatasetSchema>[] { s => s,
            s => s.Feature("at").Number("at") })
        {
            string message = Should.Throw<FraudMlException>(
                () => Dataset.FromCsv(_folder["a.csv"], s => schema(s.Timestamp("at", unit).Label("Class")))).Message;
            message.ShouldStartWith("a.csv, line 2, column 'at': expected a number of");
            message.ShouldContain(hint);
        }
    }

    [Fact]
    public void Digits_of_dates_are_no_seconds()
    {
        File.WriteAllText(_folder["a.csv"], "at,Class\n20260131,0\n20260201,1\n20251231,0\n");

        FraudMlException refused = Should.Throw<FraudMlException>(
            () => Dataset.FromCsv(_folder["a.csv"], s => s.Timestamp("at").Label("Class")));
        refused.Message.ShouldContain("digits of dates such as 20260131");
        refused.ColumnName.ShouldBe("at");
        File.WriteAllText(_folder["a.csv"], "at,Class\n20260131,0\n20269999,1\n");
        Dataset.FromCsv(_folder["a.csv"], s => s.Timestamp("at").Label("Class")).RowCount.ShouldBe(2);
    }

    [Theory]
    [InlineData(TimeUnit.Milliseconds, "TimeUnit.Seconds")]
    [InlineData(TimeUnit.Microseconds, "TimeUnit.Milliseconds")]
    public void Times_within_days_of_1970_are_refused_where_another_unit_makes_them_of_this_century(TimeUnit unit, string hint)
    {
        string factor = unit == TimeUnit.Microseconds ? "000" : "";
        File.WriteAllText(_folder["a.csv"], $"at,Class\n1706702700{factor},0\n1706802700{factor},1\n");

        Should.Throw<FraudMlException>(() => Dataset.FromCsv(_folder["a.csv"], s => s.Timestamp("at", unit).Label("Class"))).Message
            .ShouldContain(hint);
    }

    [Fact]
    public void A_counter_from_a_first_event_is_believed_in_every_unit()
    {
        foreach (TimeUnit unit in Enum.GetValues<TimeUnit>())
        {
            long step = unit == TimeUnit.Days ? 1 : 2_592_000_000_000 / unit.Microseconds();
            File.WriteAllText(_folder["a.csv"], "at,Class\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i * step},{i % 2}\n")));
            Dataset.FromCsv(_folder["a.csv"], s => s.Timestamp("at", unit).Label("Class")).RowCount.ShouldBe(40);
        }
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1_706_702_700_000_000_000)]
    [InlineData(-1_706_702_700_000_000_000)]
    [InlineData(253_402_300_800_000_000)]
    public void A_time_that_is_no_date_is_profiled_and_refused_by_files_in_our_own_words(long time)
    {
        Dataset data = new([new TimestampColumn("at", [0, time, 5]), new NumberColumn("Class", [0, 1, 0], ColumnRoles.Label)]);

        data.Profile().ToString().ShouldNotBeEmpty();
        data.Profile().ToJson().ShouldNotBeEmpty();
        Should.Throw<FraudMlException>(() => data.WriteParquet(_folder["d.parquet"])).Message
            .ShouldContain("Column 'at' can't be written as Parquet: 1 of 3 times");
        File.Exists(_folder["d.parquet"]).ShouldBeFalse();
        Dataset ignored = new([new TimestampColumn("at", [0, time, 5], ColumnRoles.Ignored),
            new NumberColumn("Class", [0, 1, 0], ColumnRoles.Label)]);
        Should.Throw<FraudMlException>(() => ignored.WriteCsv(_folder["d.csv"])).Message.ShouldContain("can't be written as CSV");
    }

    public void Dispose() => _folder.Dispose();

    private static DatasetSchema Schema(DatasetSchema schema) => schema.Label("Class").Timestamp("Time").Feature("Time");

    private Dataset Read(string csv)
    {
        File.WriteAllText(_folder["t.csv"], csv);
        return Dataset.FromCsv(_folder["t.csv"], Schema);
    }

    private Dataset Rows(double from, int count)
    {
        var random = new Random(3);
        return Read("Time,x,Class\n" + string.Concat(Enumerable.Range(0, count).Select(i => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Epoch + from + (i * 7) + 0.25},{random.NextDouble():0.0000},{(i * 7 % 60 > 30 ? 1 : 0)}\n"))));
    }
}
