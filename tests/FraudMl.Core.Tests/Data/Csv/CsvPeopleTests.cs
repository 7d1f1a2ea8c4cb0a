using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace FraudMl.Tests;

/// <summary>Files as people have them: other encodings, delimiters and separators, marks, packed in several ways.</summary>
public sealed class CsvPeopleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string, Encoding> Encodings => new()
    {
        { "UTF-8 with mark", new UTF8Encoding(true) },
        { "UTF-16 with mark", new UnicodeEncoding(false, true) },
        { "UTF-16 big-endian with mark", new UnicodeEncoding(true, true) },
        { "UTF-16", new UnicodeEncoding(false, false) },
        { "UTF-16 big-endian", new UnicodeEncoding(true, false) },
        { "UTF-32 with mark", new UTF32Encoding(false, true) },
        { "UTF-32 big-endian with mark", new UTF32Encoding(true, true) },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Unicode_is_read_in_every_form(string name, Encoding encoding)
    {
        byte[] file = [.. encoding.GetPreamble(), .. encoding.GetBytes("Amount,City\n1.5,Zürich\n2,Paris\n")];

        Dataset data = Dataset.FromCsv(_folder.Write("a.csv", file));

        Of(data, "Amount").ShouldBe([1.5f, 2f], name);
        Of(data, "City").ShouldBe(["Zürich", "Paris"], name);
        Of(Dataset.FromCsv(_folder.Write("a.csv.gz", Gzip(file))), "City").ShouldBe(["Zürich", "Paris"]);
    }

    [Fact]
    public void A_half_letter_of_utf16_is_told() =>
        Message(_folder.Write("a.csv", [.. Encoding.Unicode.GetBytes("a,b\n1,"), 0x00, 0xD8, 0x0A, 0x00])).ShouldContain("UTF-8");

    [Theory]
    [InlineData("sep=;\nA;B\n1;2\n")]
    [InlineData("sep=;\r\nA;B\r\n1;2\r\n")]
    [InlineData("SEP=;\nA;B\n1;2\n")]
    public void The_separator_line_of_Excel_is_no_row_and_names_the_delimiter(string text)
    {
        Dataset data = Dataset.FromCsv(_folder.Write("a.csv", text));

        data.Columns.Select(column => column.Name).ShouldBe(["A", "B"]);
        Of(data, "B").ShouldBe([2f]);
    }

    [Fact]
    public void Lines_are_counted_with_the_separator_line() =>
        Message(_folder.Write("a.csv", "sep=;\nA;B\n1;2\nx;2\n"), schema => schema.Number("A"))
            .ShouldStartWith("a.csv, line 4, column 'A'");

    [Fact]
    public void A_separator_line_may_name_what_no_header_would()
    {
        Of(Dataset.FromCsv(_folder.Write("a.csv", "sep=:\nA:B\n1:2\n")), "B").ShouldBe([2f]);
        Of(Dataset.FromCsv(_folder.Write("a.csv", "sep=\t\nA,x\tB\n1\t2\n")), "B").ShouldBe([2f]);
    }

    [Theory]
    [InlineData("Field1;Field2;\"Field,3,3,3\"\n1;2;3\n4;5;6\n", "Field1|Field2|Field,3,3,3")]
    [InlineData("\"a,b\";\"c,d\"\n1;2\n", "a,b|c,d")]
    [InlineData("\"a;b\",\"c;d;e\"\n1,2\n", "a;b|c;d;e")]
    [InlineData("\"say \"\";;;\"\" so\",b\n1,2\n", "say \";;;\" so|b")]
    [InlineData("\"two\nlines;;\",b\n1,2\n", "two\nlines;;|b")]
    [InlineData("a;b\n1,5;2,5\n", "a|b")]
    [InlineData("Amount, EUR;City\n1;Paris\n", "Amount, EUR|City")]
    public void Delimiters_inside_quotes_are_none(string text, string names) =>
        string.Join('|', Dataset.FromCsv(_folder.Write("a.csv", text)).Columns.Select(column => column.Name)).ShouldBe(names);

    [Fact]
    public void Decimal_commas_are_read_where_the_options_say_so()
    {
        string path = _folder.Write("a.csv", "a;b;t\nx;1,20;1,5\ny;22,3;-0,25\nz;1e3;2\n");

        Dataset data = Dataset.FromCsv(path, schema => schema.Timestamp("t"), new() { DecimalSeparator = ',' });

        Of(data, "b").ShouldBe([1.2f, 22.3f, 1000f]);
        data.Timestamps.ToArray().ShouldBe([1_500_000, -250_000, 2_000_000]);
    }

    [Fact]
    public void Decimal_commas_are_read_in_times_that_are_a_feature_too()
    {
        string path = _folder.Write("a.csv", "a;t\nx;1,5\ny;-0,25\nz;2\n");

        Dataset data = Dataset.FromCsv(path, schema => schema.Timestamp("t").Feature("t"), new() { DecimalSeparator = ',' });

        Of(data, "t").ShouldBe([1.5f, -0.25f, 2f]);
        data.Timestamps.ToArray().ShouldBe([1_500_000, -250_000, 2_000_000]);
    }

    [Theory]
    [InlineData(',', '.', "1.234.567,5", 1234567.5f)]
    [InlineData(',', ' ', "1 234,5", 1234.5f)]
    [InlineData(',', ' ', "1\u00A0234\u202F567,5", 1234567.5f)]
    [InlineData('.', ',', "-1,234.5", -1234.5f)]
    [InlineData('.', '\'', "12'345", 12345f)]
    [InlineData('.', ',', "1234.5", 1234.5f)]
    public void Thousands_may_be_grouped(char point, char group, string text, float value)
    {
        string path = _folder.Write("a.csv", $"a\tb\n{text}\t1\n");

        Of(Dataset.FromCsv(path, schema => schema.Number("a"), new() { DecimalSeparator = point, GroupSeparator = group }), "a")
            .ShouldBe([value]);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.23,5")]
    [InlineData("12.34.567")]
    [InlineData(".234")]
    [InlineData("1..234")]
    [InlineData("1234.567")]
    [InlineData("1,234.567")]
    public void A_number_that_is_grouped_otherwise_is_none(string text) =>
        Message(_folder.Write("a.csv", $"a\tb\n{text}\t1\n"), schema => schema.Number("a"),
            new() { DecimalSeparator = ',', GroupSeparator = '.' }).ShouldContain("expected a number");

    [Theory]
    [InlineData("1,20|22,3", "decimal commas: CsvOptions { DecimalSeparator = ',' }")]
    [InlineData("1.200,50|22,3", "decimal commas and thousands separators: CsvOptions { DecimalSeparator = ',', GroupSeparator = '.' }")]
    [InlineData("1,200.50|22.3", "thousands separators: CsvOptions { GroupSeparator = ',' }")]
    [InlineData("1,200|17,350", "thousands separators: CsvOptions { GroupSeparator = ',' }")]
    [InlineData("1 200|17 350,5", "decimal commas and thousands separators: CsvOptions { DecimalSeparator = ',', GroupSeparator = ' ' }")]
    public void Numbers_in_another_writing_are_warned_of_with_the_option(string values, string hint)
    {
        string path = _folder.Write("a.csv", $"a\tb\n{string.Concat(values.Split('|').Select(value => $"{value}\tx\n"))}");

        Dataset data = Dataset.FromCsv(path);

        data.Warnings.Single().Message.ShouldBe($"'a' was read as text, and its numbers are written with {hint}.");
        data.Profile().Alerts.Single(alert => alert.Kind == ProfileAlertKind.Reading).Message.ShouldContain(hint);
        Message(path, schema => schema.Number("a")).ShouldContain("CsvOptions {");
    }

    [Theory]
    [InlineData("31/01/2026", "format: \"d/M/yyyy\")")]
    [InlineData("01/31/2026 13:05:09", "format: \"M/d/yyyy H:mm:ss\")")]
    [InlineData("01.02.2026 10:00", "format: \"d.M.yyyy H:mm\")")]
    [InlineData("31-Jan-2026", "format: \"d-MMM-yyyy\")")]
    [InlineData("2026/1/31", "format: \"yyyy/M/d\")")]
    [InlineData("1/2/2026 10:00 AM", "format: \"d/M/yyyy h:mm tt\"), or \"M/d/yyyy h:mm tt\" where months come first")]
    public void Dates_of_a_country_are_told_with_their_format(string value, string format)
    {
        string path = _folder.Write("a.csv", $"at,b\n{value},1\n");

        Dataset.FromCsv(path).Warnings.Single().Message.ShouldBe("'at' was read as text, and holds dates as one country writes them: "
            + $"schema.Time(\"at\", {format} reads them, and schema.Timestamp where they are the times of the events.");
        Message(path, schema => schema.Timestamp("at")).ShouldBe("a.csv, line 2, column 'at': expected an ISO 8601 date and time such as "
            + $"2026-01-31 13:05:00 (schema.Timestamp(\"at\", {format}).");
        Message(path, schema => schema.Number("at")).ShouldContain($"expected a number (it is a date: schema.Time(\"at\", {format}");
    }

    [Theory]
    [InlineData("2026-01-31T13:05:00+0100", "2026-01-31T12:05:00")]
    [InlineData("2026-01-31T13:05:00z", "2026-01-31T13:05:00")]
    [InlineData("2026-01-31t13:05:00Z", "2026-01-31T13:05:00")]
    [InlineData("2026-01-31T13:05:00+01", "2026-01-31T12:05:00")]
    [InlineData("2026-01-31 13:05:00 +01:00", "2026-01-31T12:05:00")]
    [InlineData("2026-01-31T13:05:00\u221201:30", "2026-01-31T14:35:00")]
    [InlineData("2026-01-31T13:05:00,25Z", "2026-01-31T13:05:00.25")]
    [InlineData("2026-01-31T13:05.5", "2026-01-31T13:05:30")]
    [InlineData("2026-01-31T13", "2026-01-31T13:00:00")]
    [InlineData("2026-01-31T24:00", "2026-02-01T00:00:00")]
    [InlineData("2026-12-31T23:59:60Z", "2027-01-01T00:00:00")]
    [InlineData("2026-01-31T130500", "2026-01-31T13:05:00")]
    [InlineData("20260131T130500Z", "2026-01-31T13:05:00")]
    [InlineData("20260131T1305", "2026-01-31T13:05:00")]
    [InlineData("2026-01", "2026-01-01T00:00:00")]
    [InlineData("2026-031", "2026-01-31T00:00:00")]
    [InlineData("2026-W05-6", "2026-01-31T00:00:00")]
    [InlineData("2026W056T10", "2026-01-31T10:00:00")]
    [InlineData("2020-W53-7", "2021-01-03T00:00:00")]
    public void Times_are_read_in_every_form_of_iso_8601(string text, string expected)
    {
        Dataset data = Dataset.FromCsv(_folder.Write("a.csv", $"at\tx\n{text}\t1\n"), schema => schema.Timestamp("at"));

        data.Timestamps[0].ShouldBe(UtcTime.Microseconds(DateTime.Parse(expected, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("2026-01-31T25:00")]
    [InlineData("2026-01-31T24:01")]
    [InlineData("2026-01-31T13:60")]
    [InlineData("2026-01-31T13:05:60")]
    [InlineData("2026-01-31T13:05:00+15:00")]
    [InlineData("2026-01-31T13:0")]
    [InlineData("2026-01-31T1305:00")]
    [InlineData("2026-367")]
    [InlineData("2026-W54-1")]
    [InlineData("2026-01-31T")]
    public void What_is_no_time_is_told_with_a_form_that_is(string text) =>
        Message(_folder.Write("a.csv", $"at,x\n{text},1\n"), schema => schema.Timestamp("at")).ShouldContain("2026-01-31 13:05:00");

    [Fact]
    public void Marks_in_the_middle_of_a_file_are_none_of_its_texts()
    {
        string path = _folder.Write("a.csv",
            Encoding.UTF8.GetBytes("\uFEFFCity,A\nParis,1\n\uFEFFParis,2\n\"\uFEFFRome\",3\n\"two\n\uFEFFlines\",4\n\uFEFF\"Rome\",5\n"));

        Of(Dataset.FromCsv(path), "City").ShouldBe(["Paris", "Paris", "\uFEFFRome", "two\n\uFEFFlines", "Rome"]);
    }

    [Fact]
    public void A_zip_file_with_one_file_is_read()
    {
        string path = _folder.Write("a.csv.zip", Zip(("data/a.csv", "a,b\n1,x\n2,y\n"), ("__MACOSX/._a.csv", "?")));

        Of(Dataset.FromCsv(path), "a").ShouldBe([1f, 2f]);
    }

    [Fact]
    public void Other_files_are_told_for_what_they_are()
    {
        Message(_folder.Write("two.zip", Zip(("a.csv", "a\n1\n"), ("b.csv", "a\n1\n"))))
            .ShouldBe("two.zip is a zip file of 2 files, and one was expected. Unpack it, and read the file you mean.");
        Message(_folder.Write("a.xlsx", Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<w/>"))))
            .ShouldBe("a.xlsx is an Excel workbook or another Office file. Save the sheet as CSV.");
        Message(_folder.Write("b.csv", [0x50, 0x4B, 3, 4, 20, 0, 0xFF, 0xFE]))
            .ShouldBe("b.csv is a damaged zip file. Take a fresh copy, or unpack it.");
        Message(_folder.Write("c.csv", "PAR1abcd")).ShouldBe("c.csv is a Parquet file. Read it with Dataset.FromParquet.");
        Message(_folder.Write("d.csv", [0x28, 0xB5, 0x2F, 0xFD, 0, 0]))
            .ShouldBe("d.csv is packed as Zstandard. Unpack it, or pack it with gzip.");
    }

    [Theory]
    [InlineData("-", "where it means missing, add it to CsvOptions.MissingTokens.")]
    [InlineData("?", "where it means missing, add it to CsvOptions.MissingTokens.")]
    [InlineData("unknown", "where it means missing, add it to CsvOptions.MissingTokens.")]
    public void One_odd_token_in_a_column_of_numbers_is_warned_of_with_count_and_line(string token, string wayOut)
    {
        string path = _folder.Write("a.csv", $"v,w\n1.5,a\n2,\"b\nc\"\n{token},b\n2.5,c\n3.5,c\n{token},c\n");

        Dataset data = Dataset.FromCsv(path);

        data["v"].Kind.ShouldBe(ColumnKind.Text);
        DatasetWarning warning = data.Warnings.Single();
        (warning.ColumnName, warning.Token, warning.RowCount, warning.Line).ShouldBe(("v", token, 2, 5));
        warning.Message.ShouldBe($"'v' was read as text: among 4 numbers '{token}' stands in 2 rows, first on line 5; {wayOut}");
        data.Profile().Alerts.ShouldContain(alert => alert.Kind == ProfileAlertKind.Reading && alert.Message == warning.Message);
        data.Take([0, 1]).Warnings.ShouldBe(data.Warnings);
        Of(Dataset.FromCsv(path, options: new() { MissingTokens = [token] }), "v").ShouldBe([1.5f, 2f, float.NaN, 2.5f, 3.5f, float.NaN]);
    }

    [Fact]
    public void A_warning_never_tells_what_may_be_a_person_or_a_number()
    {
        DatasetWarning warning = Dataset.FromCsv(_folder.Write("a.csv", "v\n1\n2\nMiller 4711\n")).Warnings.Single();

        warning.Token.ShouldBeNull();
        warning.Message.ShouldBe("'v' was read as text: among 2 numbers something that is none stands in 1 row, first on line 4; mend it, "
            + "or read the column with schema.Number(\"v\") and BadRows.Quarantine.");
    }

    [Fact]
    public void Texts_are_not_warned_of()
    {
        Dataset.FromCsv(_folder.Write("a.csv", "city,code,flag,v\nParis,007,yes,1\nRome,008,no,2\n")).Warnings.ShouldBeEmpty();
        Dataset.FromCsv(_folder.Write("b.csv", "v\n1\n2\n?\n"), schema => schema.Text("v")).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_mark_where_a_number_was_asked_for_is_told_with_the_way_out() =>
        Message(_folder.Write("a.csv", "v,w\n1,a\n?,b\n"), schema => schema.Number("v"))
            .ShouldBe("a.csv, line 3, column 'v': expected a number (where '?' means missing, add it to CsvOptions.MissingTokens).");

    [Theory]
    [InlineData("nan")]
    [InlineData("None")]
    [InlineData("<NA>")]
    [InlineData("#N/A")]
    [InlineData(" NA")]
    [InlineData("-nan")]
    [InlineData("\"NA\"")]
    public void What_pandas_takes_as_missing_is_missing_in_a_column_of_numbers(string token) =>
        Of(Dataset.FromCsv(_folder.Write("a.csv", $"v,w\n1.5,a\n{token},b\n2.5,c\n")), "v").ShouldBe([1.5f, float.NaN, 2.5f]);

    [Fact]
    public void Between_quotes_a_text_is_what_it_says()
    {
        string path = _folder.Write("a.csv", "n,s\n1,NA\n2,\"NA\"\n3,\"say \"\"NA\"\"\"\n4,\" null \"\n5, null \n6,\" \"\n");

        Of(Dataset.FromCsv(path), "s").ShouldBe([null, "NA", "say \"NA\"", " null ", null, null]);
    }

    [Fact]
    public void True_and_false_are_numbers_as_in_every_other_source()
    {
        string path = _folder.Write("a.csv", "t,mixed\nTrue,true\nfalse,2\n,x\n");

        Of(Dataset.FromCsv(path), "t").ShouldBe([1f, 0f, float.NaN]);
        Of(Dataset.FromCsv(path), "mixed").ShouldBe(["true", "2", "x"]);
    }

    [Fact]
    public void A_made_up_name_gives_way_to_one_that_is_there()
    {
        Dataset data = Dataset.FromCsv(_folder.Write("a.csv", ",Column1,\" \",Column1#2\n0,1.5,2,3\n"));

        data.Columns.Select(column => column.Name).ShouldBe(["Column1#3", "Column1", "Column3", "Column1#2"]);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Zeros_behind_a_gzip_file_do_not_matter(int count)
    {
        foreach (string text in new[] { "A,B\n1,2\n3,4\n",
            "A,B\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i % 997},{i % 31}\n")) })
        {
            byte[] packed = [.. Gzip(Encoding.UTF8.GetBytes(text[..8])), .. Gzip(Encoding.UTF8.GetBytes(text[8..]))];
            Dataset data = Dataset.FromCsv(_folder.Write("a.csv.gz", [.. packed, .. new byte[count]]));
            data.RowCount.ShouldBe(text.Count('\n') - 1);

            if (count > 1) Message(_folder.Write("b.csv.gz", [.. packed[..^12], .. new byte[count]])).ShouldStartWith("b.csv.gz");
        }
    }

    [Fact]
    public void Rows_and_bytes_have_limits()
    {
        string path = _folder.Write("a.csv.gz", Gzip(Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Repeat("1\n", 100_000)))));

        Message(path, options: new() { MaximumRowCount = 99_999 }).ShouldBe(
            "a.csv.gz has more than 99999 rows. Raise CsvOptions.MaximumRowCount, or aggregate where the data is.");
        Message(path, options: new() { MaximumBytes = 200_001 }).ShouldBe(
            "a.csv.gz has more than 200001 bytes, unpacked. Raise CsvOptions.MaximumBytes, or aggregate where the data is.");
        Dataset.FromCsv(path, options: new() { MaximumRowCount = 100_000, MaximumBytes = 200_002 }).RowCount.ShouldBe(100_000);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return packed.ToArray();
    }

    private static object?[] Of(Dataset data, string column) => DatasetValues.Of(data[column]);

    private static string Message(string path, Func<DatasetSchema, DatasetSchema>? schema = null, CsvOptions? options = null) =>
        Should.Throw<FraudMlException>(() => Dataset.FromCsv(path, schema, options)).Message;
}
