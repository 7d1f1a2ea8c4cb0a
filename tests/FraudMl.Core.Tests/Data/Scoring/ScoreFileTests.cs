using System.Globalization;
using System.IO.Compression;

namespace FraudMl.Tests;

/// <summary>Files that are scored chunk by chunk.</summary>
public sealed class ScoreFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, 1 << 14)]
    [InlineData(false, 7)]
    [InlineData(false, 1)]
    [InlineData(true, 1 << 14)]
    [InlineData(true, 37)]
    public void Scores_are_those_of_the_data_set_to_the_bit(bool hasWindows, int chunk)
    {
        string path = _folder.Write("a.csv", ScoredPayments.Csv(1500));
        Dataset data = ScoredPayments.Read(path);
        if (hasWindows) data = data.WithWindows(ScoredPayments.Windows);
        FraudModel model = ScoredPayments.Fit(data);

        ScoredFile scored = model.ScoreFile(path, _folder["out.csv"], new() { ChunkRowCount = chunk });

        Dataset written = Dataset.FromCsv(_folder["out.csv"], schema => schema.Text("fraud_probability").Text("fraud_decision"));
        bool[] flags = model.Decide(data);
        Texts(written, "fraud_probability").ShouldBe(Texts(model.Score(data)));
        Texts(written, "fraud_decision").ShouldBe([.. flags.Select(flag => flag ? "1" : "0")]);
        scored.ShouldBe(new ScoredFile(_folder["out.csv"], 1500, flags.Count(flag => flag)));
        string copied = File.ReadAllText(_folder["out.csv"]);
        foreach (string record in ScoredPayments.Csv(1500).Split("\n\"line").Skip(1).Take(20))
            copied.ShouldContain($"\n\"line{record.TrimEnd()};0");
        Directory.GetFiles(_folder.Path).Length.ShouldBe(2);
    }

    [Fact]
    public void Times_that_are_features_count_from_the_origin_of_training_in_every_chunk()
    {
        string rows = "t,x,y\n" + string.Concat(Enumerable.Range(0, 600).Select(
            i => $"{1_767_225_600 + (i * 977)},{i % 13},{(i % 7 == 0 ? 1 : 0)}\n"));
        string path = _folder.Write("a.csv", rows);
        Dataset data = Dataset.FromCsv(path, schema => schema.Label("y").Timestamp("t").Feature("t").Number("t"));
        FraudModel model = ScoredPayments.Fit(data, hasCity: false);

        model.ScoreFile(path, _folder["b.csv"], new() { ChunkRowCount = 50, Keep = [] });

        File.ReadAllLines(_folder["b.csv"])[1..].Select(line => line.Split(',')[0]).ShouldBe(Texts(model.Score(data)));
    }

    [Fact]
    public void Some_columns_are_kept_in_the_order_asked_for_and_as_they_stood()
    {
        FraudModel model = Model();
        string path = _folder.Write("b.csv", "sep=;\ncity;id;amount;fraud_probability\n\"NA\";\"a;b\";1,5;old\nRome;x;2;\"\"\n");

        model.ScoreFile(path, _folder["out.csv"], new() { Keep = ["fraud_probability", "id", "city"] });

        string[] lines = File.ReadAllLines(_folder["out.csv"]);
        lines[..2].ShouldBe(["sep=;", "fraud_probability;id;city;fraud_probability#2;fraud_decision"]);
        lines[2].ShouldStartWith("old;\"a;b\";\"NA\";0");
        lines[3].ShouldStartWith("\"\";x;Rome;0");
        Message(model, path, new() { Keep = ["di"] }).ShouldBe(
            "b.csv has no column 'di', which ScoreFileOptions.Keep names. Its columns are city, id, amount, fraud_probability.");
        Message(model, path, new() { Keep = ["id", "id"] }).ShouldContain("twice");
    }

    [Fact]
    public void Packed_files_go_in_and_out()
    {
        FraudModel model = Model();
        string path = _folder.Write("b.csv.gz", TempFolder.Gzip("city;amount\nRome;2\nParis;3\n"));

        model.ScoreFile(path, _folder["out.csv.gz"]).RowCount.ShouldBe(2);

        using var text = new StreamReader(new GZipStream(File.OpenRead(_folder["out.csv.gz"]), CompressionMode.Decompress));
        text.ReadToEnd().Split('\n').Length.ShouldBe(4);
    }

    [Fact]
    public void Bad_rows_are_errors_or_set_aside()
    {
        FraudModel model = Model();
        string path = _folder.Write("b.csv", "city;amount\nRome;2\nParis;three\nOslo;4\n");

        Message(model, path).ShouldBe("b.csv, line 3, column 'amount': expected a number.");
        File.Exists(_folder["out.csv"]).ShouldBeFalse();
        ScoredFile scored = model.ScoreFile(
            path, _folder["out.csv"], new() { Csv = new() { BadRows = BadRows.Quarantine }, ChunkRowCount = 1 });
        (scored.RowCount, scored.Rejected!.RowCount).ShouldBe((2, 1));
        File.ReadAllLines(_folder["out.csv"]).Length.ShouldBe(3);
        File.ReadAllText(_folder["b.csv.rejected.csv"]).ShouldContain("Paris;three");
    }

    [Fact]
    public void Rows_out_of_time_are_told_where_windows_are_computed()
    {
        string text = ScoredPayments.Csv(300);
        string path = _folder.Write("a.csv", text);
        FraudModel model = ScoredPayments.Fit(ScoredPayments.Read(path).WithWindows(ScoredPayments.Windows));
        string late = _folder.Write("late.csv", text + "x;01.01.2020 00:00;4000;Rome;2;0;no\n");

        Message(model, late).ShouldBe(
            "Row 301 of late.csv is earlier than one before it, and windows are computed as the rows come. Sort the file by time, or score it in memory: model.Score(Dataset.FromCsv(path, model)).");
        Message(model, late, new() { ChunkRowCount = 10 }).ShouldStartWith("Row 301 of late.csv");
        model.Score(Dataset.FromCsv(late, model)).Length.ShouldBe(301);
    }

    [Fact]
    public void A_full_disk_ends_in_one_sentence()
    {
        if (!File.Exists("/dev/full")) return;
        FraudModel model = Model();
        string path = _folder.Write("b.csv", "city;amount\n" + string.Concat(Enumerable.Repeat("Rome;2\n", 5_000)));
        Dataset data = Dataset.FromCsv(path, model);
        Action[] writings =
            [() => model.ScoreFile(path, "/dev/full"), () => data.WriteCsv("/dev/full"), () => data.WriteParquet("/dev/full")];
        foreach (Action writing in writings)
        {
            string message = Should.Throw<FraudMlException>(writing).Message;
            message.ShouldStartWith("'/dev/full' can't be written: No space left on device");
            message.ShouldEndWith(". Nothing new stands under that name.");
        }
    }

    [Fact]
    public void What_can_not_be_read_to_its_end_leaves_what_was_there_and_no_half_file()
    {
        FraudModel model = Model();
        string path = _folder.Write("b.csv", "city;amount\n" + string.Concat(Enumerable.Repeat("Rome;2\n", 5_000)) + "Rome;two\n");
        _folder.Write("out.csv", "before");
        Should.Throw<FraudMlException>(() => model.ScoreFile(path, _folder["out.csv"])).Message.ShouldContain("line 5002");
        File.ReadAllText(_folder["out.csv"]).ShouldBe("before");
        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).ShouldBe(["train.csv", "b.csv", "out.csv"], ignoreOrder: true);
    }

    [Fact]
    public void A_link_stays_a_link_and_what_it_leads_to_is_replaced()
    {
        _folder.Write("target.csv", "before");
        File.CreateSymbolicLink(_folder["link.csv"], _folder["target.csv"]);

        Model().ScoreFile(_folder.Write("b.csv", "city;amount\nRome;2\n"), _folder["link.csv"]);

        new FileInfo(_folder["link.csv"]).LinkTarget.ShouldBe(_folder["target.csv"]);
        File.ReadAllText(_folder["target.csv"]).ShouldStartWith("city;amount;fraud_probability;fraud_decision\nRome;2;");
    }

    [Fact]
    public void A_link_to_the_file_that_is_scored_does_not_replace_it()
    {
        string path = _folder.Write("b.csv", "city;amount\nRome;2\n");
        File.CreateSymbolicLink(_folder["link.csv"], path);
        FraudModel model = Model();

        Action[] scorings = [() => model.ScoreFile(path, _folder["link.csv"]), () => model.ScoreFile(_folder["link.csv"], path)];
        foreach (Action scoring in scorings)
            Should.Throw<FraudMlException>(scoring).Message.ShouldContain("is the file that is scored");
        File.ReadAllText(path).ShouldBe("city;amount\nRome;2\n");
    }

    [Fact]
    public void Progress_is_told_after_each_chunk()
    {
        List<int> told = [];
        Model().ScoreFile(_folder.Write("b.csv", "city;amount\nRome;2\nRome;3\nOslo;4\n"), _folder["out.csv"], new() { ChunkRowCount = 2 },
            told.Add);
        told.ShouldBe([2, 3]);
    }

    [Fact]
    public void A_full_disk_for_the_rows_set_aside_is_told_by_its_own_file()
    {
        if (!File.Exists("/dev/full")) return;
        var csv = new CsvOptions { BadRows = BadRows.Quarantine, QuarantinePath = "/dev/full" };
        foreach (int rows in new[] { 1, 5_000 })
        {
            string path = _folder.Write("b.csv", "city;amount\nRome;2\n" + string.Concat(Enumerable.Repeat("Rome;three\n", rows)));
            FraudModel model = Model();
            Action[] readings =
                [() => Dataset.FromCsv(path, model, csv), () => model.ScoreFile(path, _folder["out.csv"], new() { Csv = csv })];
            foreach (Action reading in readings)
            {
                string message = Should.Throw<FraudMlException>(reading).Message;
                message.ShouldStartWith("'/dev/full', where rows that can't be read are set aside, can't be written: No space left");
                message.ShouldEndWith("Name another file with CsvOptions.QuarantinePath.");
            }
        }
    }

    [Fact]
    public void A_stop_and_wrong_names_leave_nothing_behind()
    {
        FraudModel model = Model();
        string path = _folder.Write("b.csv", "city;amount\nRome;2\nRome;3\n");

        Should.Throw<OperationCanceledException>(() => model.ScoreFile(
            path, _folder["out.csv"], new() { ChunkRowCount = 1 }, cancellationToken: new CancellationToken(canceled: true)));
        Should.Throw<FraudMlException>(() => model.ScoreFile(path, path)).Message.ShouldContain("is the file that is scored");
        Should.Throw<FraudMlException>(() => model.ScoreFile(path, _folder["no/out.csv"])).Message
            .ShouldContain("Check that its folder is there");
        Should.Throw<FraudMlException>(() => model.ScoreFile(_folder["none.csv"], _folder["out.csv"])).Message
            .ShouldContain("There is no file");
        Should.Throw<FraudMlException>(() => model.ScoreFile(path, _folder["out.csv"], new() { ChunkRowCount = 0 })).Message
            .ShouldContain("ChunkRowCount must be");
        Message(model, path, new() { Csv = new() { MaximumRowCount = 0 } }).ShouldContain("MaximumRowCount must be");
        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order().ShouldBe(["b.csv", "train.csv"]);
    }

    private FraudModel Model() => ScoredPayments.Fit(ScoredPayments.Read(_folder.Write("train.csv", ScoredPayments.Csv(200))));

    private string Message(FraudModel model, string path, ScoreFileOptions? options = null) =>
        Should.Throw<FraudMlException>(() => model.ScoreFile(path, _folder["out.csv"], options)).Message;

    private static string[] Texts(double[] scores) => Array.ConvertAll(scores, score => score.ToString("R", CultureInfo.InvariantCulture));

    private static string?[] Texts(Dataset data, string column) => [.. DatasetValues.Of(data[column]).Cast<string?>()];
}
