namespace FraudMl.Tests;

public sealed class DatasetReferenceTests : IDisposable
{
    private static readonly string[] Lines =
        [.. Enumerable.Range(0, 200).Select(row => FormattableString.Invariant($"{row},{row % 7 / 3.0},{(row % 3 == 0 ? "web" : "shop")},c{row % 11},{(row % 5 == 0 ? 1 : 0)}"))];

    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-reference").FullName;

    [Fact]
    public void A_dataset_opens_again_from_its_reference_as_JSON()
    {
        Dataset data = Read(Write("rows.csv", Lines));
        DatasetReference reference = DatasetReference.FromJson(data.ToReference()!.ToJson());
        reference.Digest.ShouldBe(data.Digest());
        reference.Open().Digest().ShouldBe(data.Digest());
        reference.Open().Columns.Select(column => (column.Name, column.Kind, column.Roles)).ShouldBe(data.Columns.Select(column => (column.Name, column.Kind, column.Roles)));
    }

    [Fact]
    public void Windows_and_splits_are_part_of_the_reference()
    {
        Dataset data = Read(Write("rows.csv", Lines)).WithWindows(Velocity.Per("card").Over(TimeSpan.FromSeconds(30)).Count().Sum("Amount"));
        (Dataset train, Dataset test) = data.SplitByTime(0.25, gap: TimeSpan.FromSeconds(3));
        (Dataset fit, Dataset held) = train.SplitStratified(0.2, seed: 7);
        (Dataset some, _) = fit.SplitByEntity("card", 0.3, seed: 3);
        foreach (Dataset side in new[] { train, test, fit, held, some })
            DatasetReference.FromJson(side.ToReference()!.ToJson()).Open().Digest().ShouldBe(side.Digest());
        train.Digest().ShouldNotBe(fit.Digest());
    }

    [Fact]
    public void Data_that_has_changed_is_not_opened()
    {
        string path = Write("rows.csv", Lines);
        DatasetReference reference = Read(path).ToReference()!;
        Write("rows.csv", [.. Lines[..199], Lines[199].Replace("shop", "web", StringComparison.Ordinal).Replace(",0", ",1", StringComparison.Ordinal)]);
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
            [.. csv.Columns.Select(column => column.Name == "Channel" ? new TextColumn("Channel", swapped, new TextDictionary([.. texts.Dictionary.Texts.Reverse(), "unused"])) : column)], "x", csv.TimestampUnit);
        recoded.Digest().ShouldBe(csv.Digest());
        back.RowCount.ShouldBe(csv.RowCount);
        csv.Take([1, 0, .. Enumerable.Range(2, 198)]).Digest().ShouldNotBe(csv.Digest());
    }

    [Fact]
    public void What_was_not_read_from_a_file_or_was_taken_by_hand_has_no_reference()
    {
        Dataset data = Read(Write("rows.csv", Lines));
        data.Take([0, 5, 1]).ToReference().ShouldBeNull();
        SyntheticTransactions.CreditCard(new() { RowCount = 500 }).ToReference().ShouldBeNull();
        Should.Throw<FraudMlException>(() => DatasetReference.FromJson("{}")).Message.ShouldStartWith("This is no dataset reference");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Dataset Read(string path) => Dataset.FromCsv(path, schema => schema.Label("Class").Timestamp("Time", TimeUnit.Seconds).Key("card"));

    private string Write(string name, string[] lines)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllLines(path, ["Time,Amount,Channel,card,Class", .. lines]);
        return path;
    }
}
