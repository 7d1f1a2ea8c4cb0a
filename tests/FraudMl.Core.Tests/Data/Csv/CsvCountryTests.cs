using System.Text;

namespace FraudMl.Tests;

/// <summary>Numbers, money, dates and encodings as countries write them: by options, which errors name and models keep.</summary>
public sealed class CsvCountryTests : IDisposable
{
    private const long Second = 1_000_000;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dd.MM.yyyy HH:mm", "31.01.2026 13:05", "2026-01-31 13:05")]
    [InlineData("d.M.yyyy H:mm", "1.2.2026 9:05", "2026-02-01 09:05")]
    [InlineData("M/d/yyyy h:mm tt", "1/2/2026 10:00 PM", "2026-01-02 22:00")]
    [InlineData("dd-MMM-yyyy", "31-Jan-2026", "2026-01-31")]
    [InlineData("yyyyMMddHHmmss", "20260131130500", "2026-01-31 13:05")]
    [InlineData("yyyyMMdd", "20260131", "2026-01-31")]
    [InlineData("dd.MM.yyyy HH:mm zzz", "31.01.2026 13:05 +01:00", "2026-01-31 12:05")]
    [InlineData("yyyy-dd-MM", "2026-02-01", "2026-01-02")]
    [InlineData("'on' d.M.yy", "on 31.1.26", "2026-01-31")]
    [InlineData("dd.MM.yyyy HH:mm", "2026-01-31T13:05:00Z", "2026-01-31 13:05")]
    public void Times_are_read_in_the_format_that_the_schema_gives(string format, string text, string iso)
    {
        Dataset expected = Dataset.FromCsv(_folder.Write("iso.csv", $"at,x\n{iso},1\n"), schema => schema.Timestamp("at"));
        string path = _folder.Write("a.csv", $"at,x\n{text},1\n");

        Dataset.FromCsv(path, schema => schema.Timestamp("at", format: format)).Timestamps[0].ShouldBe(expected.Timestamps[0]);
        var date = (TimestampColumn)Dataset.FromCsv(path, schema => schema.Time("at", format))["at"];
        (date.Values[0], date.Roles).ShouldBe((expected.Timestamps[0], ColumnRoles.Feature));
        Dataset.FromRows([new Row(text)], schema => schema.Timestamp("At", format: format)).Timestamps[0].ShouldBe(expected.Timestamps[0]);
    }

    [Theory]
    [InlineData("DD.MM.YYYY", "has the letter 'D'")]
    [InlineData("dd.mm.yyyy", "has a day and no month")]
    [InlineData("HH:mm", "has no year")]
    [InlineData("%d.%m.%Y %H:%M:%S", "is one of strftime; here it is \"dd.MM.yyyy HH:mm:ss\"")]
    public void A_format_that_reads_nothing_is_refused_when_it_is_given(string format, string problem) =>
        Should.Throw<FraudMlException>(() => new DatasetSchema().Timestamp("at", format: format)).Message.ShouldContain(problem);

    [Fact]
    public void A_time_in_another_format_is_told() =>
        Message("at,x\n31.01.2026,1\n1/31/2026,2\n", schema => schema.Timestamp("at", format: "dd.MM.yyyy")).ShouldBe(
            "a.csv, line 3, column 'at': expected a time written as \"dd.MM.yyyy\" says (schema.Timestamp(\"at\", format: \"M/d/yyyy\")).");

    [Theory]
    [InlineData("de-DE", "x;y\n31.01.2026 13:05;1.200,50 €\n1.2.2026;-3,5\n")]
    [InlineData("en-US", "x;y\n1/31/2026 1:05 PM;$1,200.50\n2/1/2026;-$3.50\n")]
    [InlineData("en-GB", "x;y\n31/01/2026 13:05;£1,200.50\n1/2/2026;-3.5\n")]
    [InlineData("fr-FR", "x;y\n31/01/2026 13:05;1\u202F200,50 €\n01/02/2026;-3,50\u00A0€\n")]
    [InlineData("de-CH", "x;y\n31.01.2026 13:05;CHF 1\u2019200.50\n01.02.2026;CHF -3.5\n")]
    [InlineData("sv-SE", "x;y\n2026-01-31 13:05;1 200,50 kr\n2026-2-1;-3,5\n")]
    [InlineData("hu-HU", "x;y\n2026. 01. 31. 13:05;1 200,50 Ft\n2026. 2. 1.;-3,5\n")]
    public void A_country_stands_for_its_separators_money_and_dates(string culture, string text)
    {
        Dataset data = Dataset.FromCsv(_folder.Write("a.csv", text), options: new() { Culture = culture });

        ((NumberColumn)data["y"]).Values.ToArray().ShouldBe([1200.5f, -3.5f]);
        ((TimestampColumn)data["x"]).Values.ToArray().ShouldBe([1_769_864_700 * Second, 1_769_904_000 * Second]);
        Dataset.FromCsv(_folder["a.csv"], schema => schema.Timestamp("x"), new() { Culture = culture }).Timestamps[0]
            .ShouldBe(1_769_864_700 * Second);
    }

    [Fact]
    public void A_country_that_is_not_known_is_told_with_those_that_are() =>
        Message("a\n1\n", options: new() { Culture = "xx-XX" }).ShouldContain("Culture must be one of cs-CZ, da-DK");

    [Theory]
    [InlineData("$1,200.50",
        "the currency symbol $ and thousands separators: CsvOptions { CurrencySymbols = [\"$\"], GroupSeparator = ',' }")]
    [InlineData("$5", "the currency symbol $: CsvOptions { CurrencySymbols = [\"$\"] }")]
    [InlineData("12 EUR", "the currency symbol EUR: CsvOptions { CurrencySymbols = [\"EUR\"] }")]
    [InlineData("-3,50 €", "the currency symbol € and decimal commas: CsvOptions { CurrencySymbols = [\"€\"], DecimalSeparator = ',' }")]
    [InlineData("3,5", "decimal commas: CsvOptions { DecimalSeparator = ',' }")]
    public void An_amount_in_another_writing_is_told_with_the_options(string value, string hint)
    {
        string text = $"a\tb\n{value}\t1\n";

        Message(text, schema => schema.Number("a")).ShouldBe($"a.csv, line 2, column 'a': expected a number (it is written with {hint}).");
        Dataset.FromCsv(_folder["a.csv"]).Warnings.Single().Message.ShouldBe(
            $"'a' was read as text, and its numbers are written with {hint}.");
    }

    [Fact]
    public void Letters_of_a_code_are_never_shown()
    {
        Message("a,b\nABC123,1\n", schema => schema.Number("a")).ShouldBe("a.csv, line 2, column 'a': expected a number.");
        Dataset.FromCsv(_folder["a.csv"]).Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("$-5")]
    [InlineData("-$ 5")]
    [InlineData("-5$")]
    [InlineData("-5 USD")]
    public void The_sign_stands_on_either_side_of_the_symbol(string value) =>
        ((NumberColumn)Dataset.FromCsv(_folder.Write("a.csv", $"a,b\n{value},1\n"), schema => schema.Number("a"),
            new() { CurrencySymbols = ["$", "USD"] })["a"]).Values[0].ShouldBe(-5);

    [Theory]
    [InlineData("--5$")]
    [InlineData("$$5")]
    [InlineData("$")]
    [InlineData("5 GBP")]
    public void What_is_no_amount_stays_none(string value) =>
        Message($"a,b\n{value},1\n", schema => schema.Number("a"), new() { CurrencySymbols = ["$"] }).ShouldContain("expected a number");

    [Fact]
    public void Other_encodings_are_read_by_name_and_named_where_they_are_needed()
    {
        byte[] latin = [.. "City,x\nZ"u8, 0xFC, .. "rich,1\n"u8, 0x80, .. ",2\n"u8];
        string path = _folder.Write("a.csv", latin);

        Should.Throw<FraudMlException>(() => Dataset.FromCsv(path)).Message.ShouldBe("a.csv, line 2: expected UTF-8 text. Save the file as "
            + "UTF-8, or name its encoding, such as CsvOptions { Encoding = \"windows-1252\" } for Western Europe.");
        Texts(path, "windows-1252").ShouldBe(["Zürich", "€"]);
        Texts(path, "latin1").ShouldBe(["Zürich", "\u0080"]);
        Texts(_folder.Write("b.csv", [0xEF, 0xBB, 0xBF, .. "City,x\nZürich,1\n"u8]), "windows-1252").ShouldBe(["Zürich"]);
        Texts(_folder.Write("c.csv", Encoding.Unicode.GetBytes("City,x\nZürich,1\n")), "utf-16").ShouldBe(["Zürich"]);
        Should.Throw<FraudMlException>(() => Texts(path, "us-ascii")).Message.ShouldBe(
            "a.csv is no text in us-ascii. Set CsvOptions.Encoding to another one, or to null for UTF-8.");
        Should.Throw<FraudMlException>(() => Texts(path, "klingon")).Message.ShouldContain("Encoding must be the name of an encoding");
    }

    [Fact]
    public void A_model_keeps_what_it_was_told_and_every_door_reads_so()
    {
        FraudModel model = Again(Fit(_folder.Write("train.csv", Encoding.Latin1.GetBytes(Rows(200)))));

        model.Reading.TimeFormats.ShouldNotBeNull()["Geboren"].ShouldBe("dd.MM.yyyy");
        model.Reading.Positives.ShouldNotBeNull()["Art"].ShouldBe("betrug");
        (model.Reading.Encoding, model.Reading.DateFormat).ShouldBe(("iso-8859-1", "d.M.yyyy"));
        string path = _folder.Write("new.csv", Encoding.Latin1.GetBytes(Rows(20)));
        Dataset read = Dataset.FromCsv(path, model);
        double[] scores = model.Score(read);
        read.FraudCount.ShouldBe(4);
        string[][] rows = [.. Rows(20).Split('\n')[1..^1].Select(line => line.Split(';'))];
        for (int row = 0; row < rows.Length; row++)
        {
            using ScoringSession session = model.OpenSession(1);
            var values = new Dictionary<string, object?>();
            for (int column = 0; column < 4; column++)
            {
                string name = new[] { "Betrag", "Ort", "Geboren", "Seit" }[column];
                values[name] = rows[row][column];
                int input = model.Inputs.ToList().FindIndex(known => known.Name == name);
                session.TrySetField(0, input, Encoding.UTF8.GetBytes(rows[row][column])).ShouldBeTrue(name);
            }

            session.Score();
            session.Probabilities[0].ShouldBe(scores[row]);
            model.Score(values).ShouldBe(scores[row]);
        }
    }

    [Fact]
    public void Rules_stay_where_nothing_reads_a_column()
    {
        FraudModel model = Fit(_folder.Write("train.csv", Encoding.Latin1.GetBytes(Rows(200))), drop: "Ort");

        model.Inputs.ShouldNotContain(input => input.Name == "Ort");
        model.Reading.DecimalSeparator.ShouldBe(',');
    }

    private static string Rows(int count)
    {
        var text = new StringBuilder("Betrag;Ort;Geboren;Seit;Art\n");
        for (int i = 0; i < count; i++)
            text.Append($"1.{i % 900:000},5;{(i % 3 == 0 ? "Zürich" : "Köln")};{(i % 28) + 1:00}.0{(i % 9) + 1}.19{70 + (i % 25)};"
                + $"{(i % 28) + 1}.{(i % 12) + 1}.2025 {i % 24}:07;{(i % 5 == 0 ? "betrug" : "ok")}\n");
        return text.ToString();
    }

    private static FraudModel Fit(string path, string? drop = null)
    {
        Dataset data = Dataset.FromCsv(path, schema => schema.Label("Art", positive: "betrug").Time("Geboren", "dd.MM.yyyy"),
            new() { Culture = "de-DE", Encoding = "iso-8859-1" });
        FraudPipelineBuilder builder = new FraudPipelineBuilder().Calendar("Geboren").Calendar("Seit");
        builder = drop is null ? builder.OneHot("Ort") : builder.Drop(drop);
        return builder.Train(Trainers.DecisionTree()).Build().Fit(data);
    }

    private static FraudModel Again(FraudModel model)
    {
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        return FraudModel.Load(file);
    }

    private static string?[] Texts(string path, string encoding) =>
        [.. DatasetValues.Of(Dataset.FromCsv(path, options: new() { Encoding = encoding })["City"]).Cast<string?>()];

    private string Message(string text, Func<DatasetSchema, DatasetSchema>? schema = null, CsvOptions? options = null) =>
        Should.Throw<FraudMlException>(() => Dataset.FromCsv(_folder.Write("a.csv", text), schema, options)).Message;

    private sealed record Row(string At);
}
