namespace FraudMl.Tests;

/// <summary>Files that are read for a model, by the schema of its training data.</summary>
public sealed class ModelReadingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_read_by_the_schema_of_the_training_data_with_its_windows()
    {
        string path = _folder.Write("a.csv", ScoredPayments.Csv(400));
        Dataset data = ScoredPayments.Read(path).WithWindows(ScoredPayments.Windows);
        FraudModel model = ScoredPayments.Fit(data);

        Dataset read = Dataset.FromCsv(path, model);

        model.Score(read).ShouldBe(model.Score(data));
        read.Labels.ToArray().ShouldBe(data.Labels.ToArray());
        read.Timestamps.ToArray().ShouldBe(data.Timestamps.ToArray());
        (read["card"].Roles, read["note"].Roles, read["spare"].Roles).ShouldBe((ColumnRoles.Key, ColumnRoles.Ignored, ColumnRoles.Ignored));
        model.Evaluate(read).ToJson().ShouldBe(model.Evaluate(data).ToJson());
    }

    [Fact]
    public void History_comes_from_the_files_before()
    {
        string all = ScoredPayments.Csv(400);
        string[] lines = all.Split("\n\"line");
        FraudModel model = ScoredPayments.Fit(ScoredPayments.Read(_folder.Write("all.csv", all)).WithWindows(ScoredPayments.Windows));
        _folder.Write("m1.csv", string.Join("\n\"line", lines[..200]) + "\n");
        _folder.Write("m2.csv", lines[0] + "\n\"line" + string.Join("\n\"line", lines[200..]));

        model.Score(Dataset.FromCsv(_folder["m?.csv"], model)).ShouldBe(model.Score(Dataset.FromCsv(_folder["all.csv"], model)));
        model.Score(Dataset.FromCsv([_folder["m1.csv"], _folder["m2.csv"]], model)).Length.ShouldBe(400);
    }

    [Fact]
    public void Parquet_is_read_so_too()
    {
        string path = _folder.Write("a.csv", ScoredPayments.Csv(200));
        Dataset data = ScoredPayments.Read(path);
        FraudModel model = ScoredPayments.Fit(data.WithWindows(ScoredPayments.Windows));
        data.WriteParquet(_folder["a.parquet"]);

        Dataset read = Dataset.FromParquet(_folder["a.parquet"], model);

        model.Score(read).ShouldBe(model.Score(Dataset.FromCsv(path, model)));
        read.FraudCount.ShouldBe(data.FraudCount);
    }

    [Fact]
    public void Windows_that_stand_in_the_file_are_inputs_as_any_other()
    {
        string path = _folder.Write("a.csv", ScoredPayments.Csv(200));
        Dataset data = ScoredPayments.Read(path).WithWindows(ScoredPayments.Windows);
        FraudModel model = ScoredPayments.Fit(data);
        data.WriteCsv(_folder["windows.csv"]);
        string[] rows = File.ReadAllText(_folder["windows.csv"]).Split('\n');
        string header = rows[0].Replace("card_Count_6h", "other", StringComparison.Ordinal);
        string some = _folder.Write("some.csv", $"{header}\n{rows[2]}\n");

        Should.Throw<FraudMlException>(() => Dataset.FromCsv(some, model)).Message.ShouldStartWith("some.csv has windows of the model, ");
        Should.Throw<FraudMlException>(() => model.Score(ScoredPayments.Read(path))).Message.ShouldContain(
            "these are windows of the model. Add them with data.WithWindows(model.Windows), or read the file with Dataset.FromCsv(path, model).");
    }

    [Fact]
    public void What_the_model_needs_and_the_file_lacks_is_told()
    {
        FraudModel model = ScoredPayments.Fit(ScoredPayments.Read(_folder.Write("a.csv", ScoredPayments.Csv(200)))
            .WithWindows(ScoredPayments.Windows));

        Should.Throw<FraudMlException>(() => Dataset.FromCsv(
            _folder.Write("b.csv", "at;card;City;amount;fraud\n01.01.2026 00:00;1;a;2;no\n"), model)).Message.ShouldBe(
            "b.csv has no column 'city', which the model needs. Its columns are at, card, City, amount, fraud. The nearest name to 'city' is "
            + "'City'.");
        Should.Throw<FraudMlException>(() => Dataset.FromCsv(_folder.Write("c.csv", "card;city;amount\n1;a;2\n"), model))
            .Message.ShouldStartWith("c.csv has no column 'at', 'fraud', which the model needs.");
        Should.Throw<FraudMlException>(() => Dataset.FromCsv(
            _folder.Write("d.csv", "at;card;city;amount;fraud\n2026-01-01 00:00;1;a;2;no\n"), model)).Message.ShouldBe(
            "d.csv, line 2, column 'at': expected a time written as \"dd.MM.yyyy HH:mm\" says.");
    }

    [Fact]
    public void A_column_of_labels_that_are_not_known_yet_is_none()
    {
        FraudModel model = ScoredPayments.Fit(ScoredPayments.Read(_folder.Write("a.csv", ScoredPayments.Csv(200))));

        Dataset.FromCsv(_folder.Write("b.csv", "city;amount;fraud\nRome;2;\nOslo;3;\n"), model).HasLabels.ShouldBeFalse();
        string half = _folder.Write("c.csv", "city;amount;fraud\nRome;2;yes\nOslo;3;\n");
        Should.Throw<FraudMlException>(() => Dataset.FromCsv(half, model)).Message.ShouldBe(
            "c.csv, line 3, column 'fraud': expected a label, and it is missing.");
    }

    [Fact]
    public void Options_go_before_what_the_model_keeps()
    {
        FraudModel model = ScoredPayments.Fit(ScoredPayments.Read(_folder.Write("a.csv", ScoredPayments.Csv(200))));
        string commas = _folder.Write("b.csv", "city;amount\nRome;3,5\n"), dots = _folder.Write("c.csv", "city|amount\nRome|3.5\n");

        model.Score(Dataset.FromCsv(dots, model, new() { DecimalSeparator = '.' })).ShouldBe(model.Score(Dataset.FromCsv(commas, model)));
        Dataset.FromCsv(commas, model, new() { Delimiter = ';' }).HasLabels.ShouldBeFalse();
    }

    [Fact]
    public void Older_models_read_their_inputs_and_say_what_they_do_not_know_of_windows()
    {
        Dataset data = ScoredPayments.Read(_folder.Write("a.csv", ScoredPayments.Csv(200)));
        FraudModel model = ScoredPayments.Fit(data), withWindows = ScoredPayments.Fit(data.WithWindows(ScoredPayments.Windows));

        model = new FraudModel(model.Parts with { Roles = null });
        withWindows = new FraudModel(withWindows.Parts with { Roles = null });

        model.Score(Dataset.FromCsv(_folder["a.csv"], model)).ShouldBe(model.Score(data));
        Should.Throw<FraudMlException>(() => Dataset.FromCsv(_folder["a.csv"], withWindows)).Message.ShouldContain(
            "was saved before models kept the column of their times. Read the file with a schema, and add data.WithWindows(model.Windows).");
    }
}
