using System.Globalization;
using System.Text;

namespace FraudMl.Tests;

/// <summary>One way to read a text, kept with the model.</summary>
public sealed class ReadingRulesTests
{
    private static readonly Dataset Data = Dataset.FromRows(
        Enumerable.Range(0, 200).Select(i => new Row(i % 7, i % 3 == 0 ? "Paris" : "true", i % 4 == 0)), schema => schema.Label("Class"));

    [Fact]
    public void A_number_has_the_same_bits_as_text_double_and_decimal()
    {
        var random = new Random(3);
        for (int i = 0; i < 50_000; i++)
        {
            double value = random.Next(3) switch
            {
                0 => 1 + Math.ScaleB((2 * random.Next(1 << 23)) + 1, -24),
                1 => BitConverter.Int64BitsToDouble(random.NextInt64(0x7FE0000000000000)) * 1e-200,
                _ => Math.Round(random.NextDouble() * 1e6, random.Next(15)),
            };
            string text = value.ToString("R", CultureInfo.InvariantCulture);
            if (!NumberText.TryParse(text, out float read, out _) || !float.IsFinite(read)) continue;
            NumberText.Round(value).ShouldBe(read, text);
        }

        NumberText.Round(1.0000000596046448).ShouldBe(1.0000001f);
        NumberText.Round(16777217).ShouldBe(16777216f);
        NumberText.Round(double.NaN).ShouldBe(float.NaN);
        NumberText.Round(double.NegativeInfinity).ShouldBe(float.NegativeInfinity);
        NumberText.Round(1e300).ShouldBe(float.PositiveInfinity);
        NumberText.Round(-0.0).ShouldBe(-0f);
    }

    [Fact]
    public void Rules_are_saved_with_the_model_and_read_again()
    {
        FraudModel model = Fit(new Dataset(Data.Columns) { Reading = new(["?"], ',', '.') });

        FraudModel again = Again(model);

        again.Reading.MissingTokens.ShouldBe(["?"]);
        (again.Reading.DecimalSeparator, again.Reading.GroupSeparator).ShouldBe((',', '.'));
        Set(again, "Amount", "1.234,5").ShouldBeTrue();
        Set(again, "Amount", "?").ShouldBeTrue();
        Set(again, "Amount", "NA").ShouldBeFalse();
        Set(again, "Amount", "1.5").ShouldBeFalse();
        Again(Fit(Data)).Reading.MissingTokens.ShouldBe(MissingTokens.Usual);
    }

    [Fact]
    public void Rules_stay_where_a_column_is_dropped_and_no_longer_asked_for()
    {
        var data = new Dataset([.. Data.Columns, new NumberColumn("Dropped", new float[Data.RowCount])])
        { Reading = new(["?"], ',', '.') };
        FraudModel model = new FraudPipelineBuilder().Drop("Dropped").OneHot("City").Impute(Columns.Numbers)
            .Train(Trainers.LogisticRegression()).Build().Fit(data);
        model.Inputs.ShouldNotContain(input => input.Name == "Dropped");
        Set(model, "Amount", "1.234,5").ShouldBeTrue();
        Set(model, "Amount", "1.5").ShouldBeFalse();
    }

    [Fact]
    public void A_model_of_before_keeps_what_it_did()
    {
        FraudModel model = Fit(Data);
        var before = new FraudModel(model.Parts with { Features = new FittedFeatures(model.Parts.Features.Inputs, model.Steps,
            ReadingRules.BeforeRules) });
        double unknown = Score(before, "elsewhere"), missing = Score(before, "");

        Score(before, "NA").ShouldBe(unknown);
        Score(model, "NA").ShouldBe(Score(model, ""));
        Score(before, " ").ShouldBe(missing);
        Set(before, "Amount", "NA").ShouldBeFalse();
        Set(before, "Amount", "NaN").ShouldBeTrue();
        Encoding.UTF8.GetString(Saved(before)).ShouldNotContain("\"reading\"");
        Again(before).Reading.IsBeforeRules.ShouldBeTrue();
    }

    [Theory]
    [InlineData("1.5", true)]
    [InlineData(" 1.5 ", true)]
    [InlineData("True", true)]
    [InlineData("null", true)]
    [InlineData("", true)]
    [InlineData("inf", false)]
    [InlineData("Infinity", false)]
    [InlineData("1e39", false)]
    [InlineData("1,5", false)]
    [InlineData("x", false)]
    [InlineData("\u00A0", true)]
    public void A_field_is_a_number_or_missing_or_refused(string text, bool isTaken) => Set(Fit(Data), "Amount", text).ShouldBe(isTaken);

    [Fact]
    public void Bytes_that_are_no_text_are_refused_where_a_number_is_asked_for()
    {
        FraudModel model = Fit(Data);
        using ScoringSession session = model.OpenSession(1);
        session.TrySetField(0, 0, [0xFF, 0xFE]).ShouldBeFalse();
        session.TrySetField(0, 0, new byte[10_000]).ShouldBeFalse();
        session.TrySetField(0, 1, [0xFF, 0xFE]).ShouldBeTrue();
    }

    [Fact]
    public void A_boolean_is_the_text_that_training_has_for_it()
    {
        FraudModel model = Fit(Data);
        double expected = Score(model, "true");

        model.Score(new Dictionary<string, object?> { ["Amount"] = 3, ["City"] = true }).ShouldBe(expected);
        using ScoringSession session = model.OpenSession(1);
        session.SetNumber(0, 0, 3);
        session.TrySetTruth(0, 1, true).ShouldBeTrue();
        session.Score();
        session.Probabilities[0].ShouldBe(expected);
    }

    [Theory]
    [InlineData("{\"missingTokens\":null}")]
    [InlineData("{\"missingTokens\":[null]}")]
    [InlineData("{\"missingTokens\":[],\"decimalSeparator\":\"5\"}")]
    [InlineData("{\"missingTokens\":[],\"decimalSeparator\":\",\",\"groupSeparator\":\",\"}")]
    [InlineData("{\"missingTokens\":[],\"groupSeparator\":\"xx\"}")]
    [InlineData("[]")]
    public void Damaged_rules_are_told(string rules)
    {
        string payload = Encoding.UTF8.GetString(Saved(Fit(Data))).Split('\n', 2)[1];
        int start = payload.IndexOf("\"reading\":", StringComparison.Ordinal) + "\"reading\":".Length;
        string broken = payload[..start] + rules + payload[(payload.IndexOf('}', start) + 1)..];
        byte[] bytes = Encoding.UTF8.GetBytes(broken);
        string header =
            $"{{\"format\":\"fraudml\",\"version\":1,\"sha256\":\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))}\"}}\n";

        Should.Throw<FraudMlException>(() => FraudModel.Load(new MemoryStream([.. Encoding.UTF8.GetBytes(header), .. bytes])));
    }

    private static FraudModel Fit(Dataset data) =>
        new FraudPipelineBuilder().Impute(Columns.Numbers).OneHot("City", new() { Drop = DroppedCategory.None })
        .Train(Trainers.LogisticRegression()).Build().Fit(WithMissing(data));

    // A category of its own for what is missing, so that missing and unknown score apart.
    private static Dataset WithMissing(Dataset data)
    {
        var city = (TextColumn)data["City"];
        int[] codes = [.. city.Codes.ToArray().Select((code, row) => row % 5 == 0 ? TextDictionary.Missing : code)];
        return new Dataset([.. data.Columns.Select(
            DataColumn (column) => column == city ? new TextColumn("City", codes, city.Dictionary) : column)]) { Reading = data.Reading };
    }

    private static byte[] Saved(FraudModel model)
    {
        using var file = new MemoryStream();
        model.Save(file);
        return file.ToArray();
    }

    private static FraudModel Again(FraudModel model) => FraudModel.Load(new MemoryStream(Saved(model)));

    private static bool Set(FraudModel model, string input, string text)
    {
        using ScoringSession session = model.OpenSession(1);
        int index = model.Inputs.ToList().FindIndex(column => column.Name == input);
        return session.TrySetField(0, index, Encoding.UTF8.GetBytes(text));
    }

    private static double Score(FraudModel model, string city)
    {
        using ScoringSession session = model.OpenSession(1);
        session.SetNumber(0, 0, 3);
        session.TrySetField(0, 1, Encoding.UTF8.GetBytes(city), isQuoted: true).ShouldBeTrue();
        session.Score();
        return session.Probabilities[0];
    }

    private sealed record Row(double Amount, string City, bool Class);
}
