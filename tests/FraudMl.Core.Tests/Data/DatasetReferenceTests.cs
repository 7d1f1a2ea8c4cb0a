namespace FraudMl.Tests;

public sealed class DatasetReferenceTests : IDisposable
{
    private static readonly string[] Lines =
        [.. Enumerable.Range(0, 200)
            .Select(row => FormattableString.Invariant(
                $"{row},{row % 7 / 3.0},{(row % 3 == 0 ? "web" : "shop")},c{row % 11},{(row % 5 == 0 ? 1 : 0)}"))];

    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-reference").FullName;

    [Fact]
    public void A_dataset_opens_again_from_its_reference_as_JSON()
    {
        Dataset data = Read(Write("rows.csv", Lines));
        DatasetReference reference = DatasetReference.FromJson(data.ToReference().ToJson());
        reference.Digest.ShouldBe(data.Digest());
        reference.Open().Digest().ShouldBe(data.Digest());
        reference.Open().Columns.Select(column => (column.Name, column.Kind, column.Roles))
            .ShouldBe(data.Columns.Select(column => (column.Name, column.Kind, column.Roles)));
    }

    [Fact]
    public void Windows_and_splits_are_part_of_the_reference()
    {
        Dataset data = Read(Write("rows.csv", Lines)).WithWindows(Velocity.Per("card").Over(TimeSpan.FromSeconds(30)).Count()
            .Sum("Amount"));
        (Dataset train, Dataset test) = data.SplitByTime(0.25, gap: TimeSpan.FromSeconds(3));
        (Dataset fit, Dataset held) = train.SplitStratified(0.2, seed: 7);
        (Dataset some, _) = fit.SplitByEntity("card", 0.3, seed: 3);
        foreach (Dataset side in new[] { train, test, fit, held, some })
            DatasetReference.FromJson(side.ToReference().ToJson()).Open().Digest().ShouldBe(side.Digest());
        train.Digest().ShouldNotBe(fit.Digest());
    }

    [Fact]
    public void Data_that_has_changed_is_not_opened()
    {
        string path = Write("rows.csv", Lines);
        DatasetReference reference = Read(path).ToReference();
        Write("rows.csv", [.. Lines[..199], Lines[199].Replace("shop", "web", StringComparison.Ordinal)
            .Replace(",0", ",1", StringComparison.Ordinal)]);
        Should.Throw<FraudMlException>(() => reference.Open()).Message.ShouldStartWith("rows.csv has changed since it was referred to");
        reference.Open(Write("moved.csv", Lines)).RowCount.ShouldBe(200);
    }

    [Fact]
    public void The_digest_is_of_the_contents_and_not_of_how_they_were_read()
    {
        Dataset csv = Read(Write("rows.csv", Lines));
        string parquet = Path.Combine(_folder, "rows.parquet");
        csv.WriteParquet(parquet);
        Dataset back = Dataset.FromParquet(parquet, schema => schema.Label("Class").Timestamp("Time", csv.TimestampUnit).Key("card"));
        Dataset reordered = new([.. csv.Columns.Reverse()], "other", csv.TimestampUnit);
        reordered.Digest().ShouldBe(csv.Digest());
        var texts = (TextColumn)csv["Channel"];
        int[] swapped = [.. texts.Codes.ToArray().Select(code => 1 - code)];
        Dataset recoded = new(
            [.. csv.Columns.Select(column => column.Name == "Channel" ? new TextColumn("Channel", swapped,
                new TextDictionary([.. texts.Dictionary.Texts.Reverse(), "unused"])) : column)], "x", csv.TimestampUnit);
        recoded.Digest().ShouldBe(csv.Digest());
        back.RowCount.ShouldBe(csv.RowCount);
        csv.Take([1, 0, .. Enumerable.Range(2, 198)]).Digest().ShouldNotBe(csv.Digest());
    }

    [Fact]
    public void What_was_not_read_from_a_file_or_was_taken_by_hand_is_named_and_cannot_be_opened()
    {
        Dataset data = Read(Write("rows.csv", Lines));
        foreach (Dataset live in new[] { data.Take([0, 5, 1]), SyntheticTransactions.CreditCard(new() { RowCount = 500 }) })
        {
            DatasetReference reference = DatasetReference.FromJson(live.ToReference().ToJson());
            (reference.CanOpen, reference.Uri, reference.Digest).ShouldBe((false, null, live.Digest()));
            Should.Throw<FraudMlException>(() => reference.Open()).Message
                .ShouldContain("can't be opened again: it was not read from a CSV or Parquet file");
            reference.Require(live).ShouldBeSameAs(live);
            Should.Throw<FraudMlException>(() => reference.Require(data)).Message
                .ShouldStartWith("rows.csv is not the dataset that is referred to: its digest is ");
        }

        Should.Throw<FraudMlException>(() => DatasetReference.FromJson("{}")).Message.ShouldStartWith("This is no dataset reference");
    }

    [Fact]
    public void A_Parquet_file_opens_again_with_its_windows_and_splits()
    {
        string path = Path.Combine(_folder, "rows.parquet");
        Read(Write("rows.csv", Lines)).WriteParquet(path);
        Dataset data = Dataset.FromParquet(path, schema => schema.Label("Class").Timestamp("Time", TimeUnit.Milliseconds).Key("card"))
            .WithWindows(Velocity.Per("card").Over(TimeSpan.FromSeconds(30)).Count());
        foreach (Dataset side in new[] { data, data.SplitByTime(0.25).Train, data.SplitByEntity("card", 0.3, seed: 3).Test })
        {
            DatasetReference reference = DatasetReference.FromJson(side.ToReference().ToJson());
            reference.CanOpen.ShouldBeTrue();
            Dataset again = reference.Open();
            again.Digest().ShouldBe(side.Digest());
            again.Columns.Select(column => (column.Name, column.Kind, column.Roles))
                .ShouldBe(side.Columns.Select(column => (column.Name, column.Kind, column.Roles)));
        }
    }

    [Theory]
    [InlineData("with space.csv")]
    [InlineData("100% #1?.csv")]
    [InlineData("a%20b.csv")]
    [InlineData("Zahlungen für März.csv")]
    public void A_file_opens_again_whatever_its_name(string name)
    {
        Dataset data = Read(Write(name, Lines));
        DatasetReference.FromJson(data.ToReference().ToJson()).Open().Digest().ShouldBe(data.Digest());
    }

    [Fact]
    public void CSV_options_and_gzip_are_part_of_the_reference()
    {
        string path = Path.Combine(_folder, "rows.csv.gz");
        using (var gzip = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest))
        using (var writer = new StreamWriter(gzip))
        {
            writer.WriteLine("Time;Amount;Channel;card;Class");
            foreach (string line in Lines) writer.WriteLine(line.Replace(',', ';').Replace("shop", "?", StringComparison.Ordinal));
        }

        Dataset data = Dataset.FromCsv(
            path, schema => schema.Label("Class").Timestamp("Time", TimeUnit.Seconds).Key("card"),
            new() { Delimiter = ';', MissingTokens = ["?"], InferenceRowCount = 7 });
        ((TextColumn)data["Channel"]).Codes.ToArray().ShouldContain(TextDictionary.Missing);
        DatasetReference.FromJson(data.ToReference().ToJson()).Open().Digest().ShouldBe(data.Digest());
    }

    [Fact]
    public void The_digest_is_the_same_for_any_chunking_and_any_number_of_threads()
    {
        Dataset data = Read(Write("rows.csv", Lines));
        string digest = data.Digest();
        foreach (int rows in new[] { 1, 7, 64, 1_000 })
        {
            string path = Path.Combine(_folder, $"rows{rows}.parquet");
            DatasetParquetWriter.Write(data, path, rowGroupSize: rows);
            Dataset back = Dataset.FromParquet(path, schema => schema.Label("Class").Timestamp("Time", data.TimestampUnit).Key("card"));
            back.Digest().ShouldBe(digest, $"groups of {rows}");
        }

        Parallel.For(0, 8, thread => data.Digest().ShouldBe(digest, $"thread {thread}"));
    }

    [Theory]
    [InlineData("http://example.com/rows.csv")]
    [InlineData("rows.csv")]
    [InlineData("::")]
    public void What_is_no_file_is_refused_and_a_path_can_be_given(string uri)
    {
        string path = Write("rows.csv", Lines);
        DatasetReference reference = Read(path).ToReference() with { Uri = uri };
        Should.Throw<FraudMlException>(() => reference.Open()).Message
            .ShouldStartWith($"'{uri}' is no file that a dataset can be read from.");
        reference.Open(path).RowCount.ShouldBe(200);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Dataset Read(string path) =>
        Dataset.FromCsv(path, schema => schema.Label("Class").Timestamp("Time", TimeUnit.Seconds).Key("card"));

    private string Write(string name, string[] lines)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllLines(path, ["Time,Amount,Channel,card,Class", .. lines]);
        return path;
    }
}
