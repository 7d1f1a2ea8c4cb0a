using System.Text;

namespace FraudMl.Tests;

public sealed class CsvErrorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_named() =>
        Message(_folder["no.csv"]).ShouldBe($"There is no file '{_folder["no.csv"]}'. Check the path.");

    [Fact]
    public void A_directory_is_named() =>
        Message(_folder.Path).ShouldBe($"'{_folder.Path}' is a directory, and a CSV file was expected.");

    [Fact]
    public void An_empty_file_is_named()
    {
        Message(_folder.Write("a.csv", "")).ShouldBe("a.csv is empty: expected a header line and rows.");
        Message(_folder.Write("b.csv", TempFolder.Gzip(""))).ShouldBe("b.csv is empty: expected a header line and rows.");
        Message(_folder.Write("c.csv", "\n\n")).ShouldBe("c.csv is empty: expected a header line and rows.");
    }

    [Fact]
    public void A_header_without_rows_is_named() =>
        Message(_folder.Write("a.csv", "Time,Class\n")).ShouldBe("a.csv has a header and no rows.");

    [Fact]
    public void A_label_column_that_is_not_there_is_named_with_the_columns_that_are() =>
        Message(_folder.Write("a.csv", "Time,V1\n1,2\n"), schema => schema.Label("Class"))
            .ShouldBe("a.csv has no column 'Class', which the schema names. Its columns are Time, V1.");

    [Fact]
    public void Labels_that_no_schema_names_are_asked_for() =>
        Should.Throw<FraudMlException>(() => Dataset.FromCsv(_folder.Write("a.csv", "Time,V1\n1,2\n")).FraudCount).Message
            .ShouldBe("a.csv has no label column. Name one with schema.Label(\"…\"); its columns are Time, V1.");

    [Fact]
    public void A_column_name_that_stands_twice_is_named() =>
        Message(_folder.Write("a.csv", "V1,V2,V1\n1,2,3\n")).ShouldBe(
            "a.csv, line 1, column 'V1': expected distinct column names, and this one stands twice.");

    [Fact]
    public void Text_in_a_number_column_names_file_line_and_column() =>
        Message(_folder.Write("a.csv", "V3,Class\n1.5,0\nabc,1\n"), schema => schema.Number("V3").Label("Class"))
            .ShouldBe("a.csv, line 3, column 'V3': expected a number.");

    [Fact]
    public void Text_below_the_rows_that_kinds_were_inferred_from_is_a_bad_row_with_the_way_out() =>
        Message(_folder.Write("a.csv", "V3\n1\n2\nabc\n"), options: new() { InferenceRowCount = 2 })
            .ShouldBe("a.csv, line 4, column 'V3': expected a number (a column of texts is read with schema.Text(\"V3\")).");

    [Theory]
    [InlineData("16777217")]
    [InlineData("-16777217")]
    [InlineData("2291163933867244")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("007")]
    public void A_number_that_would_lose_digits_is_refused_where_the_kind_was_inferred(string text) =>
        Message(_folder.Write("a.csv", $"k\n1\n{text}\n"), options: new() { InferenceRowCount = 1 })
            .ShouldBe("a.csv, line 3, column 'k': expected a number that 32 bits hold exactly (a key is read with schema.Text(\"k\"), an "
                + "amount with schema.Number(\"k\")).");

    [Fact]
    public void An_integer_that_32_bits_hold_exactly_is_kept()
    {
        string path = _folder.Write("a.csv", "k\n1\n16777218\n");

        ((NumberColumn)Dataset.FromCsv(path, options: new() { InferenceRowCount = 1 })["k"]).Values[1].ShouldBe(16777218f);
    }

    [Theory]
    [InlineData("1e39")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    public void An_infinite_number_is_refused(string text) =>
        Message(_folder.Write("a.csv", $"x\n{text}\n"), schema => schema.Number("x"))
            .ShouldBe("a.csv, line 2, column 'x': expected a finite number.");

    [Theory]
    [InlineData("0", "yes")]
    [InlineData("0", "fraud")]
    [InlineData("0", "-1")]
    [InlineData("1", "2")]
    public void A_label_of_two_other_values_is_refused_with_the_way_out(string first, string label) =>
        Message(_folder.Write("a.csv", $"x,Class\n1,{first}\n1,{label}\n"), schema => schema.Label("Class"))
            .ShouldBe($"a.csv, line 3, column 'Class': expected the label 0 or 1, and the column holds '{label}' and '{first}' (say which "
                + $"one is fraud, such as schema.Label(\"Class\", positive: \"{label}\")).");

    [Theory]
    [InlineData("2")]
    [InlineData("0.5")]
    public void A_label_that_is_not_0_or_1_is_refused(string label) =>
        Message(_folder.Write("a.csv", $"x,Class\n1,0\n1,1\n1,{label}\n"), schema => schema.Label("Class"))
            .ShouldBe("a.csv, line 4, column 'Class': expected the label 0 or 1.");

    [Theory]
    [InlineData("-1")]
    [InlineData("")]
    public void A_weight_below_0_is_refused(string weight) =>
        Message(_folder.Write("a.csv", $"x,w\n1,{weight}\n"), schema => schema.Weight("w"))
            .ShouldBe("a.csv, line 2, column 'w': expected a weight of at least 0.");

    [Fact]
    public void Times_that_are_none_are_refused()
    {
        string path = _folder.Write("a.csv", "t,s\n2020-01-01,1\n2020-13-01,x\n");

        Message(path, options: new() { InferenceRowCount = 1 }).ShouldBe(
            "a.csv, line 3, column 't': expected an ISO 8601 date and time such as 2026-01-31 13:05:00 (another form is read "
            + "with schema.Time(\"t\", format: \"…\")).");
        Message(path, schema => schema.Timestamp("s").Text("t"), new() { InferenceRowCount = 1 })
            .ShouldBe("a.csv, line 3, column 's': expected a number of seconds.");
    }

    [Theory]
    [InlineData("1,2,3", 3)]
    [InlineData("1", 1)]
    public void A_row_with_more_or_fewer_fields_than_the_header_is_refused(string row, int count) =>
        Message(_folder.Write("a.csv", $"a,b\n1,2\n{row}\n")).ShouldBe(
            $"a.csv, line 3: expected 2 fields as the header has, and found {count}.");

    [Fact]
    public void A_truncated_gzip_is_told_wherever_it_ends()
    {
        byte[] packed = TempFolder.Gzip("a,b\n"
            + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i * 7919 % 10_007},{i * 31 % 997}\n")));
        int whole = packed.Length;
        foreach (int length in new[] { 12, whole / 3, whole / 2, whole - 9, whole - 8, whole - 4, whole - 1 })
            Message(_folder.Write("a.csv.gz", packed[..length])).ShouldBe(
                "a.csv.gz is a truncated gzip file: it ends before its data does. Take a fresh copy.", $"cut at {length} of {whole}");
    }

    [Fact]
    public void A_damaged_gzip_is_told()
    {
        byte[] packed = TempFolder.Gzip("a,b\n"
            + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i * 7919 % 10_007},{i * 31 % 997}\n")));
        packed[^6] ^= 1;

        Message(_folder.Write("a.csv.gz", packed)).ShouldBe("a.csv.gz is a damaged gzip file. Take a fresh copy.");
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_told_with_their_line() =>
        Message(_folder.Write("a.csv", Encoding.Latin1.GetBytes("a,b\nx,1\nstraße,2\n")))
            .ShouldBe("a.csv, line 3: expected UTF-8 text. Save the file as UTF-8, or name its encoding, such as "
                + "CsvOptions { Encoding = \"windows-1252\" } for Western Europe.");

    [Fact]
    public void A_quote_that_is_never_closed_is_told()
    {
        string path = _folder.Write("a.csv", "a,b\n1,2\n\"x,1\n" + string.Concat(Enumerable.Repeat("y,2\n", 5_000_000)));

        Message(path).ShouldBe("a.csv, line 3: expected a row of at most 16777216 characters. Look for a quote that is never closed.");
    }

    [Fact]
    public void Options_report_every_broken_rule() =>
        Message(_folder.Write("a.csv", "a\n1\n"), options: new() { InferenceRowCount = 0, Delimiter = '"' }).ShouldBe(
            "The CsvOptions are invalid:\n- InferenceRowCount must be at least 1. Got 0 instead.\n- Delimiter and Quote must differ.");

    [Fact]
    public void No_message_holds_what_the_row_holds()
    {
        string path = _folder.Write("a.csv", "a,Class\nsecret-4711,secret-4711\n");

        Message(path, schema => schema.Label("Class").Number("a")).ShouldNotContain("4711");
    }

    private static string Message(string path, Func<DatasetSchema, DatasetSchema>? schema = null, CsvOptions? options = null) =>
        Should.Throw<FraudMlException>(() => Dataset.FromCsv(path, schema, options)).Message;
}
