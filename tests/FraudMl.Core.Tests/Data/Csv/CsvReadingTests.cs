using System.Globalization;
using System.Text;

namespace FraudMl.Tests;

public sealed class CsvReadingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_read_with_the_roles_that_the_schema_gives()
    {
        string path = _folder.Write("a.csv", "Time,V1,Class\n0,1.5,0\n10,-2.25,1\n");

        Dataset data = Dataset.FromCsv(path, schema => schema.Label("Class").Timestamp("Time", TimeUnit.Seconds));

        data.Name.ShouldBe("a.csv");
        data.RowCount.ShouldBe(2);
        data.Labels.ToArray().ShouldBe([false, true]);
        data.Timestamps.ToArray().ShouldBe([0, 10_000_000]);
        data.Features.Select(column => column.Name).ShouldBe(["V1"]);
        Numbers(data, "V1").ShouldBe([1.5f, -2.25f]);
    }

    [Fact]
    public void A_timestamp_that_is_a_feature_too_stays_a_number()
    {
        string path = _folder.Write("a.csv", "Time,Class\n0,0\n172792,1\n");

        Dataset data = Dataset.FromCsv(path, schema => schema.Label("Class").Timestamp("Time").Feature("Time"));

        data["Time"].Kind.ShouldBe(ColumnKind.Number);
        data["Time"].Roles.ShouldBe(ColumnRoles.Timestamp | ColumnRoles.Feature);
        data.Timestamps.ToArray().ShouldBe([0, 172_792_000_000]);
    }

    [Theory]
    [InlineData(TimeUnit.Seconds, "1371816865", 1371816865000000)]
    [InlineData(TimeUnit.Seconds, "0.000001", 1)]
    [InlineData(TimeUnit.Milliseconds, "1371816865123", 1371816865123000)]
    [InlineData(TimeUnit.Microseconds, "1371816865123457", 1371816865123457)]
    [InlineData(TimeUnit.Days, "182.5", 15768000000000)]
    public void Numeric_timestamps_are_exact_microseconds(TimeUnit unit, string text, long microseconds)
    {
        string path = _folder.Write("a.csv", $"t,x\n{text},1\n");

        Dataset.FromCsv(path, schema => schema.Timestamp("t", unit)).Timestamps[0].ShouldBe(microseconds);
    }

    [Theory]
    [InlineData("1970-01-02", 86_400_000_000)]
    [InlineData("2020-06-21 12:14:25", 1592741665000000)]
    [InlineData("2020-06-21T12:14:25Z", 1592741665000000)]
    [InlineData("2020-06-21T12:14:25.1234567+02:00", 1592734465123456)]
    [InlineData("2020-06-21 12:14", 1592741640000000)]
    [InlineData("1968-03-19", -56419200000000)]
    public void Dates_and_times_become_microseconds_in_utc(string text, long microseconds)
    {
        string path = _folder.Write("a.csv", $"t,x\n{text},1\n");

        var times = Dataset.FromCsv(path)["t"].ShouldBeOfType<TimestampColumn>();

        times.Values[0].ShouldBe(microseconds);
        times.Roles.ShouldBe(ColumnRoles.Feature);
    }

    [Fact]
    public void Kinds_are_inferred_from_the_first_rows()
    {
        string path = _folder.Write(
            "a.csv",
            "number,text,date,card,code,big,empty,exponent\n1,a,2020-01-01,2291163933867244,007,16777216,,1e3\n-2.5,3,2020-01-02,3573030041201292,012,20000000,,2E-3\n");

        Dataset data = Dataset.FromCsv(path);

        data.Columns.Select(column => column.Kind).ShouldBe(
            [ColumnKind.Number, ColumnKind.Text, ColumnKind.Timestamp, ColumnKind.Text, ColumnKind.Text, ColumnKind.Text, ColumnKind.Number,
                ColumnKind.Number]);
        Texts(data, "card").ShouldBe(["2291163933867244", "3573030041201292"]);
        Texts(data, "code").ShouldBe(["007", "012"]);
        Numbers(data, "empty").ShouldBe([float.NaN, float.NaN]);
        Numbers(data, "exponent").ShouldBe([1000f, 0.002f]);
    }

    [Fact]
    public void The_schema_overrules_inference()
    {
        string path = _folder.Write("a.csv", "zip,amount,key\n29209,16777217,5\n");

        Dataset data = Dataset.FromCsv(path, schema => schema.Text("zip").Number("amount").Key("key"));

        Texts(data, "zip").ShouldBe(["29209"]);
        Numbers(data, "amount").ShouldBe([16777216f]);
        data["key"].Kind.ShouldBe(ColumnKind.Text);
        data["key"].Roles.ShouldBe(ColumnRoles.Key);
    }

    [Fact]
    public void Quoted_fields_may_hold_delimiters_quotes_and_line_ends()
    {
        string path = _folder.Write("a.csv",
            "\"Time\",\"job\",\"Class\"\n1,\"Sales, IT\",\"0\"\n2,\"say \"\"hi\"\"\",\"1\"\n3,\"two\nlines\",\"0\"\n4,plain,\"1\"\n");

        Dataset data = Dataset.FromCsv(path, schema => schema.Label("Class"));

        Texts(data, "job").ShouldBe(["Sales, IT", "say \"hi\"", "two\nlines", "plain"]);
        data.Labels.ToArray().ShouldBe([false, true, false, true]);
    }

    [Fact]
    public void Line_numbers_count_the_lines_inside_quoted_fields()
    {
        string path = _folder.Write("a.csv", "a,b\n\"1\n2\n3\",1\nx,oops\n");

        Should.Throw<FraudMlException>(() => Dataset.FromCsv(path, schema => schema.Number("b"))).Message
            .ShouldBe("a.csv, line 5, column 'b': expected a number.");
    }

    [Fact]
    public void A_row_that_begins_with_a_hash_is_a_row_and_a_blank_line_is_none()
    {
        string path = _folder.Write("a.csv", "a,b\n#1,1\n\n#2,2\n\n");

        Texts(Dataset.FromCsv(path), "a").ShouldBe(["#1", "#2"]);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Line_ends_of_either_kind_and_a_missing_last_one_are_read(string end)
    {
        string path = _folder.Write("a.csv", $"a,b{end}1,x{end}2,y");

        Dataset data = Dataset.FromCsv(path);

        Numbers(data, "a").ShouldBe([1f, 2f]);
        Texts(data, "b").ShouldBe(["x", "y"]);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_delimiter_is_found_out_or_given(char delimiter)
    {
        string path = _folder.Write("a.csv", $"a{delimiter}b\n1{delimiter}2\n");

        Numbers(Dataset.FromCsv(path), "b").ShouldBe([2f]);
        Numbers(Dataset.FromCsv(path, options: new() { Delimiter = delimiter }), "b").ShouldBe([2f]);
    }

    [Fact]
    public void Gzip_is_told_by_its_first_bytes_and_may_have_several_members()
    {
        string path = _folder.Write("a.data", [.. TempFolder.Gzip("a,b\n1,2\n"), .. TempFolder.Gzip("3,4\n"), .. TempFolder.Gzip("5,6\n")]);

        Numbers(Dataset.FromCsv(path), "b").ShouldBe([2f, 4f, 6f]);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        string path = _folder.Write("a.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("straße,b\nä,2\n")]);

        Dataset data = Dataset.FromCsv(path);

        data.Columns[0].Name.ShouldBe("straße");
        Texts(data, "straße").ShouldBe(["ä"]);
    }

    [Fact]
    public void Numbers_are_read_in_invariant_culture_wherever_the_program_runs()
    {
        string path = _folder.Write("a.csv", "a,t\n1.5,1.25\n");
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = French();
        try
        {
            Dataset data = Dataset.FromCsv(path, schema => schema.Timestamp("t"));
            data.WriteCsv(_folder["b.csv"]);

            Numbers(data, "a").ShouldBe([1.5f]);
            data.Timestamps[0].ShouldBe(1_250_000);
            File.ReadAllText(_folder["b.csv"]).ShouldBe("a,t\n1.5,1.25\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Empty_fields_and_missing_tokens_are_missing()
    {
        string path = _folder.Write("a.csv", "n,s,t,x\n,,,1\nNA,NA,NA,1\n\"\",\" \",,1\nNaN,null,N/A,1\n2,none,2020-01-01,1\n");

        Dataset data = Dataset.FromCsv(path);

        Numbers(data, "n").ShouldBe([float.NaN, float.NaN, float.NaN, float.NaN, 2f]);
        Texts(data, "s").ShouldBe([null, null, null, null, "none"]);
        ((TimestampColumn)data["t"]).Values.ToArray().Count(time => time == TimestampColumn.Missing).ShouldBe(4);
    }

    [Fact]
    public void Missing_tokens_can_be_replaced()
    {
        string path = _folder.Write("a.csv", "n,s\n?,NA\n1,?\n");

        Dataset data = Dataset.FromCsv(path, options: new() { MissingTokens = ["?"] });

        Numbers(data, "n").ShouldBe([float.NaN, 1f]);
        Texts(data, "s").ShouldBe(["NA", null]);
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        string path = _folder.Write("a.csv", "a\n1\n");

        Should.Throw<OperationCanceledException>(() =>
            Dataset.From(
                new CsvSource([path], ReadingPlan.Of(new DatasetSchema()), new CsvOptions()), new CancellationToken(canceled: true)));
    }

    // French as a culture of its own: the runtime here knows the invariant one only.
    private static CultureInfo French()
    {
        var french = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        french.NumberFormat.NumberDecimalSeparator = ",";
        french.NumberFormat.NumberGroupSeparator = " ";
        return french;
    }

    private static float[] Numbers(Dataset data, string column) => ((NumberColumn)data[column]).Values.ToArray();

    private static object?[] Texts(Dataset data, string column) => DatasetValues.Of(data[column]);
}
