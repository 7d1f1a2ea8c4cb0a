namespace FraudMl.Tests;

/// <summary>Many files that are scored side by side, and what is left of it when it stops.</summary>
public sealed class ScoreFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FraudModel _model;

    public ScoreFilesTests() =>
        _model = ScoredPayments.Fit(ScoredPayments.Read(_folder.Write("train.csv", ScoredPayments.Csv(200))));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_file_is_scored_at_its_place_to_the_bit_and_only_once()
    {
        string[] names = ["date=2026-01-01/part-0.parquet", "date=2026-01-02/part-0.parquet", "date=2026-01-02/Überweisung €.csv"];
        foreach (string name in names) Part(name, 100 + name.Length);
        List<string> told = [];

        ScoredFiles scored = _model.ScoreFiles(_folder["in/**/*"], _folder["out"], progress: file => told.Add(file.Path));

        scored.Scored.Select(file => file.Path).ShouldBe(names.Select(name => _folder[$"out/{name}"]));
        told.Order(StringComparer.Ordinal).ShouldBe(scored.Scored.Select(file => file.Path));
        scored.RowCount.ShouldBe(300 + names.Sum(name => name.Length));
        ScoreParquetTests.Doubles(_folder[$"out/{names[0]}"], "fraud_probability")
            .ShouldBe(_model.Score(Dataset.FromParquet(_folder[$"in/{names[0]}"], _model)));
        File.ReadAllLines(_folder[$"out/{names[2]}"])[^1].Split(';')[^2]
            .ShouldBe($"{_model.Score(Dataset.FromCsv(_folder[$"in/{names[2]}"], _model))[^1]:R}");

        ScoredFiles again = _model.ScoreFiles(_folder["in/**/*"], _folder["out"], new() { ThreadCount = 1 });
        again.Scored.ShouldBeEmpty();
        again.Skipped.ShouldBe(scored.Scored);
    }

    [Fact]
    public void What_has_changed_is_scored_again()
    {
        foreach (string name in new[] { "a.parquet", "b.parquet", "c.parquet" }) Part(name, 40);
        string Scored(FraudModel model, ScoreFilesOptions? options = null) => string.Join(',', model.ScoreFiles(
            _folder["in/*.parquet"], _folder["out"], options).Scored.Select(file => Path.GetFileName(file.Path)));

        Scored(_model).ShouldBe("a.parquet,b.parquet,c.parquet");
        Part("a.parquet", 41);
        File.Delete(_folder["out/b.parquet"]);
        Scored(_model).ShouldBe("a.parquet,b.parquet");
        File.WriteAllText(_folder["out/c.parquet"], "cut");
        Scored(_model).ShouldBe("c.parquet");
        Scored(_model, new() { File = new() { Keep = [] } }).ShouldBe("a.parquet,b.parquet,c.parquet");
        Scored(_model, new() { File = new() { Keep = [], ChunkRowCount = 7 } }).ShouldBe("");
        FraudModel other = ScoredPayments.Fit(ScoredPayments.Read(_folder.Write("other.csv", ScoredPayments.Csv(190))));
        Scored(other, new() { File = new() { Keep = [] } }).ShouldBe("a.parquet,b.parquet,c.parquet");
    }

    [Fact]
    public void A_damaged_file_is_told_when_the_others_are_done()
    {
        foreach (string name in new[] { "a.parquet", "d.parquet", "e.csv" }) Part(name, 30);
        _folder.Write("in/b.parquet", "damaged");
        _folder.Write("in/c.csv", "city;amount\nRome;2\nParis;three\n");

        var error = Should.Throw<FraudMlException>(() => _model.ScoreFiles(_folder["in/*"], _folder["out"]));

        error.Message.ShouldStartWith($"2 of 5 files could not be scored into '{_folder["out"]}', and 3 are done:\n- b.parquet: ");
        error.Problems.Count.ShouldBe(2);
        error.Problems[1].ShouldBe("c.csv: c.csv, line 3, column 'amount': expected a number.");
        Names("out").ShouldBe(["_scored.jsonl", "a.parquet", "d.parquet", "e.csv"]);
        _folder.Write("in/c.csv", "city;amount\nRome;2\nParis;3\n");
        Part("b.parquet", 30);
        ScoredFiles mended = _model.ScoreFiles(_folder["in/*"], _folder["out"]);
        (mended.Scored.Count, mended.Skipped.Count).ShouldBe((2, 3));
    }

    [Fact]
    public void The_first_damaged_file_may_stop_the_others()
    {
        _folder.Write(Made("in/a.parquet"), "damaged");
        Part("b.parquet", 30);

        Should.Throw<FraudMlException>(() => _model.ScoreFiles(
            _folder["in/*"], _folder["out"], new() { ThreadCount = 1, StopAtFirst = true })).Message.ShouldContain("and 0 are done");
        Names("out").ShouldBe(["_scored.jsonl"]);
    }

    [Fact]
    public void A_stop_and_a_torn_line_lose_only_what_is_not_done()
    {
        foreach (string name in new[] { "a.parquet", "b.parquet", "c.parquet" }) Part(name, 40);
        using var stop = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() => _model.ScoreFiles(
            _folder["in/*"], _folder["out"], new() { ThreadCount = 1 }, _ => stop.Cancel(), stop.Token));

        Names("out").ShouldBe(["_scored.jsonl", "a.parquet"]);
        Should.Throw<InvalidOperationException>(() => _model.ScoreFiles(
            _folder["in/*"], _folder["other"], new() { ThreadCount = 2 }, _ => throw new InvalidOperationException()));
        File.AppendAllText(_folder["out/_scored.jsonl"], "{\"name\":\"b.par");
        string half = $"b.parquet.{Guid.NewGuid():N}.tmp";
        _folder.Write($"out/{half}", "half");
        _folder.Write("out/other.tmp", "of somebody else");
        ScoredFiles rest = _model.ScoreFiles(_folder["in/*"], _folder["out"]);
        (rest.Scored.Count, rest.Skipped.Count).ShouldBe((2, 1));
        Names("out").ShouldBe(["_scored.jsonl", "a.parquet", "b.parquet", "c.parquet", "other.tmp"]);
        _model.ScoreFiles(_folder["in/*"], _folder["out"]).Skipped.Count.ShouldBe(3);
    }

    [Fact]
    public void Folders_that_can_not_be_used_are_refused()
    {
        Part("a.csv", 20);
        Part("deep/a.csv", 20);
        Message("in/*.csv", "in").ShouldContain("is a folder of the files that are scored");
        Message("in/**/*.csv", "in/out").ShouldContain("would find the scores as input");
        Message("in/none*", "out").ShouldContain("There is no file that");
        _folder.Write("in/a.csv.zip", "packed");
        Message("in/*", "out").ShouldContain("'a.csv', 'a.csv.zip' would be scored into one file");
        Message("in/*.csv", "out", new() { ThreadCount = 0 }).ShouldContain("ThreadCount must be");
        Message("in/*.csv", "out", new() { File = new() { Csv = new() { QuarantinePath = "x" } } })
            .ShouldContain("QuarantinePath must be null");
        Directory.Exists(_folder["out"]).ShouldBeFalse();
        Directory.CreateDirectory(_folder["out"]);
        using (new FileStream(_folder["out/_scored.jsonl"], FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            Message("in/*.csv", "out").ShouldContain("Another run may be scoring into it");
    }

    [Fact]
    public void Bad_rows_are_set_aside_beside_the_scores_and_windows_are_refused()
    {
        _folder.Write(Made("in/b.csv"), "city;amount\nRome;2\nParis;three\n");
        var options = new ScoreFilesOptions { File = new() { Csv = new() { BadRows = BadRows.Quarantine } } };
        _model.ScoreFiles(_folder["in/*.csv"], _folder["out"], options).Scored[0].Rejected!.Path
            .ShouldBe(_folder["out/b.csv.rejected.csv"]);

        FraudModel windowed = ScoredPayments.Fit(ScoredPayments.Read(_folder["train.csv"]).WithWindows(ScoredPayments.Windows));
        Part("a.csv", 20);
        Should.Throw<FraudMlException>(() => windowed.ScoreFiles(_folder["in/a.csv"], _folder["more"])).Message
            .ShouldContain("lacks the windows of the model, which reach over files");
    }

    private string Message(string pattern, string output, ScoreFilesOptions? options = null) =>
        Should.Throw<FraudMlException>(() => _model.ScoreFiles(_folder[pattern], _folder[output], options)).Message;

    private string?[] Names(string folder) =>
        [.. Directory.GetFiles(_folder[folder]).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    private string Made(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        return name;
    }

    private void Part(string name, int rowCount)
    {
        string text = ScoredPayments.Csv(rowCount, rowCount);
        if (name.EndsWith(".csv", StringComparison.Ordinal)) _folder.Write(Made($"in/{name}"), text);
        else ScoredPayments.Read(_folder.Write("part.csv", text)).WriteParquet(_folder[Made($"in/{name}")]);
    }
}
