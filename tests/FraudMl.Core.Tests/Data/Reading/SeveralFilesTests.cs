namespace FraudMl.Tests;

/// <summary>Several files as one data set.</summary>
public sealed class SeveralFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_follow_one_another_in_the_order_given()
    {
        _folder.Write("jan.csv", "x,City\n1,Paris\n2,Rome\n");
        _folder.Write("feb.csv.gz", TempFolder.Gzip("City;x\nOslo;3\nParis;4\n"));

        Dataset data = Dataset.FromCsv([_folder["jan.csv"], _folder["feb.csv.gz"]]);

        DatasetValues.Of(data["x"]).ShouldBe([1f, 2f, 3f, 4f]);
        DatasetValues.Of(data["City"]).ShouldBe(["Paris", "Rome", "Oslo", "Paris"]);
        data.Name.ShouldBe("jan.csv and 1 more");
        DatasetReference.FromJson(data.ToReference().ToJson()).Open().Digest().ShouldBe(data.Digest());
    }

    [Fact]
    public void A_pattern_names_files_in_the_order_of_their_paths()
    {
        foreach ((string folder, int month) in new[] { ("2026", 10), ("2025", 12), ("2026", 2), ("2026/late", 3) })
        {
            Directory.CreateDirectory(_folder[folder]);
            _folder.Write($"{folder}/{month:00}.csv", $"x,y\n{month},1\n");
        }

        _folder.Write("2026/.hidden.csv", "z\n1\n");
        _folder.Write("2026/notes.txt", "none");

        Read("2026/*.csv").ShouldBe([2, 10]);
        Read("2026/0?.csv").ShouldBe([2]);
        Read("*/*.csv").ShouldBe([12, 2, 10]);
        Read("**/*.csv").ShouldBe([12, 2, 10, 3]);
        Read("202?/**/??.csv").ShouldBe([12, 2, 10, 3]);
        Should.Throw<FraudMlException>(() => Read("2027/*.csv")).Message.ShouldEndWith("2027/*.csv' names. Check the path.");
        Should.Throw<FraudMlException>(() => Dataset.FromCsv([_folder["2026/*.csv"], _folder["2026/10.csv"]])).Message.ShouldBe(
            "'10.csv' would be read twice, and its rows would count twice. Name each file once.");
        Should.Throw<FraudMlException>(() => Dataset.FromCsv([])).Message.ShouldBe("There is no file to read. Name at least one.");
    }

    [Fact]
    public void Other_columns_are_told_with_file_and_column()
    {
        string first = _folder.Write("jan.csv", "x,City\n1,Paris\n");

        Message(first, _folder.Write("feb.csv", "x,Citty\n1,Paris\n")).ShouldBe("feb.csv has no column 'City', which jan.csv has. The "
            + "nearest name there is 'Citty'. Files that are read together need the same columns.");
        Message(first, _folder.Write("mar.csv", "x,City,more\n1,Paris,2\n")).ShouldBe(
            "mar.csv has a column 'more', which jan.csv has not. Files that are read together need the same columns.");
        Message(first, _folder.Write("apr.csv", "x,City\n1,Paris\nfive,Rome\n"), schema => schema.Number("x"))
            .ShouldBe("apr.csv, line 3, column 'x': expected a number.");
    }

    [Fact]
    public void Kinds_come_from_all_files_and_warnings_name_the_file()
    {
        _folder.Write("1.csv", "x,City,v\n1,,1\n");
        _folder.Write("2.csv", "x,City,v\n2,Paris,2\n3,Rome,?\n");

        Dataset data = Dataset.FromCsv(_folder["?.csv"]);

        data["City"].Kind.ShouldBe(ColumnKind.Text);
        data.Warnings.Single().Message.ShouldContain("first on line 3 of 2.csv");
    }

    [Fact]
    public void Each_file_has_a_side_file_and_the_limit_is_of_all_rows()
    {
        string[] files = [_folder.Write("1.csv", "x\n1\nq\n2\n"), _folder.Write("2.csv", "x\nq\n3\n")];
        List<QuarantineReport> reports = [];
        CsvOptions options = new() { BadRows = BadRows.Quarantine, OnQuarantine = reports.Add };

        Dataset.FromCsv(files, schema => schema.Number("x"), options).RowCount.ShouldBe(3);

        reports.Select(report => (Path.GetFileName(report.Path), report.RowCount))
            .ShouldBe([("1.csv.rejected.csv", 1), ("2.csv.rejected.csv", 1)]);
        Should.Throw<FraudMlException>(() =>
            Dataset.FromCsv(files, schema => schema.Number("x"), options with { MaximumRowCount = 2 })).Message
            .ShouldStartWith("1.csv and 1 more has more than 2 rows.");
        Should.Throw<FraudMlException>(() => Dataset.FromCsv(files, null, options with { QuarantinePath = "a" })).Message
            .ShouldContain("QuarantinePath is of one file");
    }

    [Fact]
    public void Parquet_files_are_read_together_too()
    {
        Dataset.FromCsv(_folder.Write("a.csv", "x,City\n1,Paris\n2,\n")).WriteParquet(_folder["a.parquet"]);
        Dataset.FromCsv(_folder.Write("b.csv", "City,x\nOslo,3\n")).WriteParquet(_folder["b.parquet"]);
        Dataset.FromCsv(_folder.Write("c.csv", "City,x\nOslo,three\n")).WriteParquet(_folder["c.parquet"]);
        Dataset.FromCsv(_folder.Write("d.csv", "City,y\nOslo,3\n")).WriteParquet(_folder["d.parquet"]);

        Dataset data = Dataset.FromParquet([_folder["a.parquet"], _folder["b.*t"]]);

        DatasetValues.Of(data["x"]).ShouldBe([1f, 2f, 3f]);
        DatasetValues.Of(data["City"]).ShouldBe(["Paris", null, "Oslo"]);
        DatasetReference.FromJson(data.ToReference().ToJson()).Open().Digest().ShouldBe(data.Digest());
        Should.Throw<FraudMlException>(() => Dataset.FromParquet([_folder["a.parquet"], _folder["c.parquet"]])).Message.ShouldBe(
            "c.parquet, column 'x': it is Text here and Number in the files before. Say which with the schema, such as schema.Text(\"x\").");
        Should.Throw<FraudMlException>(() => Dataset.FromParquet([_folder["a.parquet"], _folder["d.parquet"]])).Message.ShouldStartWith(
            "d.parquet has no column 'x', which a.parquet has.");
    }

    [Fact]
    public void Parquet_has_the_limits_of_CSV()
    {
        Dataset.FromCsv(_folder.Write("a.csv", "x\n1\n2\n3\n")).WriteParquet(_folder["a.parquet"]);

        Message(new ParquetReadingOptions { MaximumRowCount = 2 }).ShouldBe(
            "a.parquet has more than 2 rows. Raise ParquetReadingOptions.MaximumRowCount, or aggregate where the data is.");
        Message(new ParquetReadingOptions { MaximumBytes = 20 }).ShouldBe(
            "a.parquet has more than 20 bytes, unpacked. Raise ParquetReadingOptions.MaximumBytes, or aggregate where the data is.");
        Message(new ParquetReadingOptions { MaximumRowCount = 0 }).ShouldContain("MaximumRowCount must be at least 1");
        Dataset.FromParquet(_folder["a.parquet"], options: new() { MaximumRowCount = 3 }).RowCount.ShouldBe(3);
    }

    private float[] Read(string pattern) => ((NumberColumn)Dataset.FromCsv(_folder[pattern])["x"]).Values.ToArray();

    private string Message(ParquetReadingOptions options) =>
        Should.Throw<FraudMlException>(() => Dataset.FromParquet(_folder["a.parquet"], options: options)).Message;

    private static string Message(string first, string second, Func<DatasetSchema, DatasetSchema>? schema = null) =>
        Should.Throw<FraudMlException>(() => Dataset.FromCsv([first, second], schema)).Message;
}
