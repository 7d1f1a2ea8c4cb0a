using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FraudMl.Reporting.Tests;

/// <summary>What the page says of the winner of a small real experiment is what the evaluation says.</summary>
public sealed partial class WinnerSectionTests
{
    private const long Hour = 3_600_000_000;
    private static readonly Dataset Train = Rows(1200, seed: 1), Test = Rows(900, seed: 2);
    private static readonly FraudPipeline Pipeline = new FraudPipelineBuilder().Standardize("Amount").OneHot("Channel").OneHot("Country")
        .Train(Trainers.LogisticRegression()).Calibrate(Calibrators.Platt())
        .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"] + 15, review: 5)).Build();
    private static readonly FraudModel Model = Pipeline.Fit(Train);
    private static readonly Evaluation Evaluated = Model.Evaluate(Test, new() { DrawCount = 50 });
    private static readonly Lazy<string> Rendered = new(() => Report.Comparison([Trial()],
        new() { Test = Evaluated, TestData = Test, Model = Model }));

    public static string Page => Rendered.Value;

    [Fact]
    public void Each_workload_stands_in_a_table()
    {
        string[] rows = RowsOf("workload-heading");

        rows.Length.ShouldBe(Evaluated.Capacity.Rows.Count);
        foreach ((string row, CapacityRow expected) in rows.Zip(Evaluated.Capacity.Rows))
        {
            row.ShouldStartWith(FormattableString.Invariant($"{100 * expected.Share:0.#} % "));
            row.ShouldContain(FormattableString.Invariant($" {expected.Recall:0.0%} {100 * expected.RecallInterval!.Value.Low:0.0} – "));
            row.ShouldContain(FormattableString.Invariant($" {expected.Precision:0.0%} "));
        }
    }

    [Fact]
    public void Segments_are_those_of_amount_channel_and_country_and_no_key()
    {
        string[] rows = RowsOf("segments-heading");

        SegmentTable channels = Evaluated.By(Test["Channel"]);
        foreach (EvaluatedSegment channel in channels.Segments)
        {
            string start = FormattableString.Invariant($"{channel.Name} {channel.RowCount} {channel.FraudCount} ");
            EvaluatedMetric precision = channel.Values[0];
            string shown = precision.UndefinedBecause is null ? FormattableString.Invariant($"{precision.Value:0.0000}") : " – ";
            rows.ShouldContain(row => row.StartsWith(start, StringComparison.Ordinal) && row.Contains(shown, StringComparison.Ordinal));
        }

        rows.ShouldContain(row => row.StartsWith("DE & <co> ", StringComparison.Ordinal));
        rows.ShouldContain(row => row.StartsWith("above ", StringComparison.Ordinal));
        Page.ShouldNotContain("card 7");
    }

    [Fact]
    public void Segments_may_be_named_and_a_column_that_is_not_there_is_told()
    {
        var options = new ComparisonOptions { Test = Evaluated, TestData = Test, SegmentColumns = ["Country"] };
        Text(Section(Report.Comparison([Trial()], options), "segments-heading")).ShouldNotContain("web");
        Should.Throw<FraudMlException>(() => Report.Comparison([Trial()], options with { SegmentColumns = ["Land"] })).Message
            .ShouldContain("'Land'");
    }

    [Fact]
    public void Decisions_calibration_and_time_are_those_of_the_test_data()
    {
        string quality = Text(Section(Page, "test-heading"));
        ConfusionMatrix matrix = Evaluated.Confusion;
        quality.ShouldContain(FormattableString.Invariant(
            $"fraud {matrix.TruePositives:#,0} {matrix.TruePositives / matrix.Positives:0.00%} {matrix.FalseNegatives:#,0}"));
        quality.ShouldContain(FormattableString.Invariant($"cost of flagging nothing {Evaluated.Costs!.FlagNothing:#,0.##}"));

        using JsonDocument data = Data(Page);
        JsonElement winner = data.RootElement.GetProperty("winner");
        ReliabilityBin[] bins = [.. Evaluated.Calibration.Uniform.Where(bin => bin.Weight > 0)];
        winner.GetProperty("calibration").EnumerateArray()
            .Select(bin => (bin.GetProperty("count").GetDouble(), bin.GetProperty("rate").GetDouble()))
            .ShouldBe(bins.Select(bin => (bin.Weight, Math.Round(bin.FraudRate, 6))));
        SegmentTable periods = Evaluated.ByTime()!;
        winner.GetProperty("periods").EnumerateArray().Select(period => period.GetProperty("name").GetString())
            .ShouldBe(periods.Segments.Select(period => period.Name));
        RowsOf("stability-heading").Length.ShouldBe(periods.Segments.Count);
        Page.ShouldContain($"Over time, by {periods.Name}");
    }

    [Fact]
    public void A_trial_with_a_calibrator_has_no_calibration_curve_and_the_page_says_why()
    {
        using JsonDocument data = Data(Page);

        data.RootElement.GetProperty("runs")[0].TryGetProperty("calibration", out _).ShouldBeFalse();
        Page.ShouldNotContain("id=\"calibration-chart\"");
        Page.ShouldContain("Pipelines with a calibrator have no calibration curve here");
        new ReportRenderer().Render(Trial()).ShouldNotContain(artifact => artifact.Path.Contains("calibration"));
        Report.Comparison(Sample.Trials(1)).ShouldContain("id=\"calibration-chart\"");
    }

    [Fact]
    public void What_the_model_looks_at_holds_no_row()
    {
        using JsonDocument data = Data(Page);
        JsonElement[] inputs = [.. data.RootElement.GetProperty("winner").GetProperty("shap").EnumerateArray()];

        inputs.Select(input => input.GetProperty("name").GetString()).Order().ShouldBe(["Amount", "Channel", "Country", "V1"]);
        foreach (JsonElement input in inputs)
        {
            double[] contributions = [
                .. input.GetProperty("points").EnumerateArray().Where((_, i) => i % 2 == 0).Select(point => point.GetDouble())];
            contributions.Order().SequenceEqual(contributions).ShouldBeTrue("points are by contribution, not by row");
            contributions.Length.ShouldBe(400);
        }

        RowsOf("explained-heading").ShouldContain(row => row.StartsWith("web ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_without_explanation_says_so_and_other_rows_are_refused()
    {
        FraudModel closed = Sample.Winner().Model;
        Dataset data = Sample.Data(400, seed: 8);
        Evaluation evaluation = closed.Evaluate(data, new() { DrawCount = 0 });
        string page = Report.Comparison(Sample.Trials(1), new() { Test = evaluation, TestData = data, Model = closed });
        Section(page, "explained-heading").ShouldNotBeEmpty();

        Should.Throw<FraudMlException>(() => Report.Comparison([Trial()], new() { Test = Evaluated, TestData = Train })).Message
            .ShouldBe("TestData must be the rows that Test was evaluated on: it has 1200 rows, and 900 were evaluated.");
    }

    private static TrialCompleted Trial() => new("winner", Sample.At,
        new TrialInfo(1, "Logistic regression", TrialPhase.Compare, Pipeline, new Dictionary<string, object>(), 1),
        Pipeline.CrossValidate(Train, Folds.Stratified(3)));

    private static Dataset Rows(int count, int seed)
    {
        var random = new Random(seed);
        bool[] frauds = [.. Enumerable.Range(0, count).Select(row => row % 20 == 0)];
        string[] channels = ["web", "branch", "phone"], countries = ["DE & <co>", "FR"];
        return new Dataset(
        [
            new NumberColumn("Class", [.. frauds.Select(fraud => fraud ? 1f : 0f)], ColumnRoles.Label),
            new NumberColumn("Amount", [.. frauds.Select(fraud => (float)Math.Exp(3 + 2 * random.NextDouble() + (fraud ? 1 : 0)))]),
            new NumberColumn("V1", [.. frauds.Select(fraud => (float)(random.NextDouble() * 3 + (fraud ? 1 : 0)))]),
            new TextColumn("Channel", [.. frauds.Select(fraud => random.Next(fraud ? 2 : 3))], new TextDictionary(channels)),
            new TextColumn("Country", [.. frauds.Select(_ => random.Next(2))], new TextDictionary(countries)),
            new TextColumn("Card", [.. frauds.Select((_, row) => row % 50)],
                new TextDictionary([.. Enumerable.Range(0, 50).Select(card => $"card {card}")]), ColumnRoles.Key),
            new TimestampColumn("At", [.. frauds.Select((_, row) => row * Hour)]),
        ], "payments");
    }

    private static string[] RowsOf(string heading) => [.. TableRow().Matches(Section(Page, heading)).Select(row => Text(row.Value))];

    private static string Section(string page, string heading)
    {
        int start = page.IndexOf($"aria-labelledby=\"{heading}\"", StringComparison.Ordinal);
        return start < 0 ? "" : page[start..page.IndexOf("</section>", start, StringComparison.Ordinal)];
    }

    private static string Text(string html) => WebUtility.HtmlDecode(Spaces().Replace(Tag().Replace(html, " "), " ")).Trim();

    private static JsonDocument Data(string page)
    {
        const string Start = "<script type=\"application/json\" id=\"data\">";
        int from = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return JsonDocument.Parse(page[from..page.IndexOf("</script>", from, StringComparison.Ordinal)]);
    }

    [GeneratedRegex("<tr><th scope=\"row\">.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex TableRow();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
