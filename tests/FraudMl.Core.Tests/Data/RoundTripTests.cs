using System.Globalization;

namespace FraudMl.Tests;

/// <summary>What is written is read back equal, through every format that is written.</summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly string[] Texts =
    [
        "NA", "null", "NaN", "None", "<NA>", "#N/A", "n/a", "-1.#IND", "Paris", " NA ", "\"NA\"", "say \"hi\"", "\"", "\"\"", "'", "=1+2", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"x\")",
        "1", "1.5", "007", "1e5", "1,5", "inf", "true", "TRUE", "2026-01-31", "2026-01-31T13:05:00Z", "a,b", "a;b", "a|b", "a\tb", "a\nb", "a\r\nb", "\rx", "x\n", " leading", "trailing ", "\u00A0x",
        "#comment", "sep=;", "\uFEFFmark", "two\n\uFEFFlines", "\u0000", "\u0001", "😀", "ÅÄÖ", "\\", "\\N", "\\\"", "-", "?", ",", ";", new string('x', 70_000), "a\"b,c\nd",
    ];

    private static readonly float[] Numbers =
    [
        0, -0f, 1, -1, 0.1f, 1e-45f, -1e-45f, 1.17549435e-38f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 16777215, 16777216, 16777218, -33554432,
        1e9f, 4e9f, 123456789f, 7.038531e-26f, 1 + 1.1920929e-7f, 8388608.5f, 0.33333334f, MathF.PI, 1e10f, 2.0000002f,
    ];

    private readonly TempFolder _folder = new();

    public static TheoryData<string> Formats => ["a.csv", "a.csv.gz", "a.parquet"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Texts_read_back_as_they_are(string name)
    {
        var data = new Dataset([Column("s", [.. Texts, null])]);

        DatasetValues.Of(Again(data, name)["s"]).ShouldBe([.. Texts, null]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Texts_read_back_beside_other_columns(string name)
    {
        var data = new Dataset([Column("a", [null, .. Texts]), new NumberColumn("n", [.. Enumerable.Range(0, Texts.Length + 1)]), Column("z", [.. Texts.Reverse(), null])]);

        Dataset again = Again(data, name);

        foreach (DataColumn column in data.Columns) DatasetValues.Of(again[column.Name]).ShouldBe(DatasetValues.Of(column));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Numbers_read_back_bit_for_bit_and_without_a_schema(string name)
    {
        var random = new Random(5);
        float[] drawn = [.. Enumerable.Range(0, 20_000).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];
        var data = new Dataset([new NumberColumn("x", [.. Numbers, .. drawn])]);

        data.Write(_folder[name]);
        var again = (NumberColumn)Read(_folder[name], schema => schema)["x"];

        for (int row = 0; row < data.RowCount; row++)
        {
            float expected = ((NumberColumn)data["x"]).Values[row];
            if (float.IsNaN(expected)) float.IsNaN(again.Values[row]).ShouldBeTrue();
            else BitConverter.SingleToInt32Bits(again.Values[row]).ShouldBe(BitConverter.SingleToInt32Bits(expected), expected.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Each_number_reads_back_alone(string name)
    {
        foreach (float number in Numbers)
        {
            var data = new Dataset([new NumberColumn("x", [number])]);
            Dataset again = Again(data, name);
            again["x"].Kind.ShouldBe(ColumnKind.Number);
            DatasetValues.Of(again["x"]).ShouldBe([number]);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Column_names_read_back(string name)
    {
        foreach (string column in Texts.Append("Column1").Append(" a").Append("a;b;c").Append("sep=,"))
        {
            var alone = new Dataset([new NumberColumn(column, [1, float.NaN])]);
            Again(alone, name).Columns.Select(read => read.Name).ShouldBe([column]);
            if (column == "n") continue;
            var two = new Dataset([new NumberColumn("n", [1, 2]), Column(column, ["x", "y;z"])]);
            Again(two, name).Columns.Select(read => read.Name).ShouldBe(["n", column]);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_column_alone_keeps_the_rows_without_a_value(string name)
    {
        Again(new Dataset([new NumberColumn("x", [float.NaN, 1, float.NaN])]), name).RowCount.ShouldBe(3);
        Again(new Dataset([Column("x", [null, "a", null])]), name).RowCount.ShouldBe(3);
        Again(new Dataset([new TimestampColumn("x", [TimestampColumn.Missing, 5], ColumnRoles.Feature)]), name).RowCount.ShouldBe(2);
        Again(new Dataset([new TimestampColumn("x", [TimestampColumn.Missing, 5])]), name).RowCount.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Half_a_surrogate_pair_is_refused_and_no_file_is_left(string name)
    {
        Should.Throw<FraudMlException>(() => new Dataset([Column("x", ["\ud800"])]).Write(_folder[name])).Message.ShouldContain("surrogate");
        Should.Throw<FraudMlException>(() => new Dataset([new NumberColumn("\udc00", [1])]).Write(_folder[name])).Message.ShouldContain("surrogate");
        File.Exists(_folder[name]).ShouldBeFalse();
    }

    [Fact]
    public void What_was_read_with_other_rules_reads_back_with_them()
    {
        string path = _folder.Write("in.csv", "n;s\n1,5;NA\n?;\"?\"\n");
        var options = new CsvOptions { MissingTokens = ["?"], DecimalSeparator = ',' };
        Dataset data = Dataset.FromCsv(path, options: options);
        data.WriteCsv(_folder["out.csv"]);

        Dataset again = Dataset.FromCsv(_folder["out.csv"], options: options with { DecimalSeparator = '.' });

        DatasetValues.Of(again["n"]).ShouldBe([1.5f, float.NaN]);
        DatasetValues.Of(again["s"]).ShouldBe(["NA", "?"]);
    }

    [Fact]
    public void A_profile_of_infinite_numbers_reads_back_from_JSON()
    {
        var data = new Dataset(
        [
            new NumberColumn("some", [1, 2, float.PositiveInfinity, 4, float.NegativeInfinity, 3]),
            new NumberColumn("all", [float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity, float.NaN]),
            new NumberColumn("none", [.. Enumerable.Repeat(float.NaN, 6)]),
            Column("s", ["NA", "\"", "\ud83d\ude00", "a", null, "\u0000"]),
            new NumberColumn("y", [0, 1, 0, 1, 0, 1], ColumnRoles.Label),
        ]);
        DatasetProfile profile = data.Profile();
        string json = profile.ToJson();

        DatasetProfile again = DatasetProfile.FromJson(json);

        again.ToJson().ShouldBe(json);
        again.ToString().ShouldBe(profile.ToString());
        again["all"].Numbers!.Median.ShouldBe(double.PositiveInfinity);
        again["all"].Numbers!.Maximum.ShouldBe(double.PositiveInfinity);
        again["some"].Numbers!.Median.ShouldBe(2.5);
        again["some"].Histogram.Sum(bin => bin.Count).ShouldBe(6);
        again["some"].Histogram.ShouldAllBe(bin => double.IsFinite(bin.Low) && double.IsFinite(bin.High));
    }

    private static TextColumn Column(string name, string?[] texts)
    {
        string[] distinct = [.. texts.OfType<string>().Distinct(StringComparer.Ordinal)];
        return new TextColumn(name, [.. texts.Select(text => text is null ? TextDictionary.Missing : Array.IndexOf(distinct, text))], new TextDictionary(distinct));
    }

    private Dataset Again(Dataset data, string name)
    {
        data.Write(_folder[name]);
        return Read(_folder[name], schema => data.Columns.Where(column => column.Kind == ColumnKind.Text).Aggregate(
            data.Columns.Where(column => column.Is(ColumnRoles.Timestamp)).Aggregate(schema, (given, column) => given.Timestamp(column.Name, TimeUnit.Microseconds)),
            (given, column) => given.Text(column.Name)));
    }

    private static Dataset Read(string path, Func<DatasetSchema, DatasetSchema> schema) =>
        path.EndsWith(".parquet", StringComparison.Ordinal) ? Dataset.FromParquet(path, schema) : Dataset.FromCsv(path, schema);
}

file static class Writing
{
    public static void Write(this Dataset data, string path)
    {
        if (path.EndsWith(".parquet", StringComparison.Ordinal)) data.WriteParquet(path);
        else data.WriteCsv(path);
    }
}
