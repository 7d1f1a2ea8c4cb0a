using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FraudMl.Reporting.Tests;

public sealed partial class ComparisonPageTests
{
    private const int RunCount = 120, LargestPage = 5_000_000;

    private static readonly string Page = Report.Comparison(Sample.Trials(RunCount),
        new() { Title = "Cards & <fraud>", Test = Sample.Winner().Evaluation });

    [Fact]
    public void A_page_of_120_runs_is_one_small_file() =>
        Encoding.UTF8.GetByteCount(Page).ShouldBeLessThan(LargestPage);

    [Fact]
    public void The_page_loads_nothing_and_forbids_to()
    {
        Page.ShouldContain("default-src 'none'");
        Loading().Matches(Markup()).ShouldBeEmpty();
        Page.ShouldNotContain("@import");
        Markup().ShouldNotContain("://");
    }

    [Fact]
    public void The_markup_is_well_formed_and_accessible()
    {
        XDocument document = Document();

        document.Root!.Attribute("lang")!.Value.ShouldBe("en");
        document.Descendants("title").Single().Value.ShouldBe("Cards & <fraud>");
        document.Descendants("th").ShouldAllBe(heading => heading.Attribute("scope") != null);
        document.Descendants("table").Single(table => (string?)table.Attribute("id") == "runs").Element("caption").ShouldNotBeNull();
        document.Descendants().Where(element => (string?)element.Attribute("role") == "img")
            .ShouldAllBe(chart => !string.IsNullOrEmpty((string?)chart.Attribute("aria-label")));
        document.Descendants("input").ShouldAllBe(input => input.Attribute("aria-label") != null || input.Parent!.Name == "label");
        string[] ids = [.. document.Descendants().Attributes("id").Select(id => id.Value)];
        ids.ShouldBeUnique();
    }

    [Fact]
    public void The_table_holds_every_run_best_first_without_scripts()
    {
        XElement[] rows = [.. Rows()];

        rows.Length.ShouldBe(RunCount);
        rows.Select(row => (int)row.Elements().ElementAt(1).Attribute("data-value")!).Order().ShouldBe(Enumerable.Range(1, RunCount));
        rows.Select(row => (double)row.Elements().ElementAt(5).Attribute("data-value")!).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void Names_and_parameters_are_encoded_and_shown()
    {
        XElement row = Rows().Single(candidate => (string?)candidate.Elements().ElementAt(1).Attribute("data-value") == "2");

        row.Element("th")!.Value.ShouldBe("Centroid <2> & friends");
        row.Elements().ElementAt(4).Value.ShouldBe("Shrinkage=0.2, Slope=0.068129, Leaves=2, Boosting=gbdt");
    }

    [Fact]
    public void The_data_hold_means_and_curves_of_every_run()
    {
        using JsonDocument data = Data(Page);
        JsonElement[] runs = [.. data.RootElement.GetProperty("runs").EnumerateArray()];

        runs.Length.ShouldBe(RunCount);
        data.RootElement.GetProperty("metrics")[0].GetString().ShouldBe("average_precision");
        data.RootElement.GetProperty("parameters").EnumerateArray().Select(name => name.GetString())
            .ShouldBe(["Shrinkage", "Slope", "Leaves", "Boosting"]);
        runs.ShouldAllBe(run => run.GetProperty("pr").GetArrayLength() > 10 && run.GetProperty("roc").GetArrayLength() > 10);
    }

    [Fact]
    public void A_cost_curve_is_the_cost_of_flagging_a_share_relative_to_flagging_nothing()
    {
        TrialCompleted trial = Sample.Trial(1, Sample.Data());
        using JsonDocument data = Data(Report.Comparison([trial]));
        double[] points = [.. data.RootElement.GetProperty("runs")[0].GetProperty("cost").EnumerateArray()
            .Select(value => value.GetDouble())];

        ThresholdRow[] rows = [.. ThresholdTable.Of(trial.Report.OutOfFold, 120).Rows];
        points.Length.ShouldBe(2 * rows.Length);
        CostTable costs = trial.Report.OutOfFold.Costs!;
        double nothing = 0;
        for (int row = 0; row < trial.Report.OutOfFold.Count; row++) nothing += trial.Report.OutOfFold.Labels[row]
            ? costs.MissedFraud[row] : 0;
        for (int i = 0; i < rows.Length; i++)
        {
            points[2 * i].ShouldBe(rows[i].Flagged / trial.Report.OutOfFold.Count, 1e-6);
            points[2 * i + 1].ShouldBe(rows[i].Cost!.Value / nothing, 1e-6);
        }
    }

    [Fact]
    public void Without_costs_there_is_no_cost_chart()
    {
        TrialCompleted trial = Sample.Trial(1, Sample.Data());
        var free = new ScoredRows(trial.Report.OutOfFold.Labels, trial.Report.OutOfFold.Scores);

        Page.ShouldContain("id=\"cost-chart\"");
        Report.Comparison([trial with { Report = trial.Report with { OutOfFold = free } }]).ShouldNotContain("id=\"cost-chart\"");
    }

    [Fact]
    public void Only_the_best_runs_carry_curves_when_there_are_many()
    {
        using JsonDocument data = Data(Report.Comparison(Sample.Trials(5), new() { CurveCount = 2 }));

        data.RootElement.GetProperty("runs").EnumerateArray().Count(run => run.TryGetProperty("pr", out _)).ShouldBe(2);
    }

    [Fact]
    public void Same_input_gives_the_same_page()
    {
        TrialCompleted[] trials = Sample.Trials(5);

        Report.Comparison(trials.Reverse()).ShouldBe(Report.Comparison(trials));
    }

    [Fact]
    public void A_lower_metric_decides_by_its_lowest_value()
    {
        using JsonDocument data = Data(Report.Comparison(Sample.Trials(8), new() { Metric = Metrics.Brier }));
        JsonElement[] runs = [.. data.RootElement.GetProperty("runs").EnumerateArray()];

        data.RootElement.GetProperty("higherIsBetter").GetBoolean().ShouldBeFalse();
        runs.Select(run => run.GetProperty("means")[0].GetDouble()).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public void Nothing_to_compare_is_said_in_words() =>
        Should.Throw<FraudMlException>(() => Report.Comparison([])).Message
            .ShouldBe("A comparison needs at least one finished trial. Got none.");

    [Fact]
    public void Options_report_a_broken_rule() =>
        Should.Throw<FraudMlException>(() => Report.Comparison(Sample.Trials(1), new() { CurveCount = 0 })).Message
            .ShouldContain("CurveCount");

    private static IEnumerable<XElement> Rows() => Document().Descendants("tr").Where(row => row.Attribute("data-run") != null);

    private static string Markup() => ScriptOrStyle().Replace(Page, "");

    private static XDocument Document() =>
        XDocument.Parse(VoidElement().Replace(Markup().Replace("<!DOCTYPE html>", ""), "$0/").Replace(">/", "/>"));

    private static JsonDocument Data(string page)
    {
        const string Start = "<script type=\"application/json\" id=\"data\">";
        int from = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return JsonDocument.Parse(page[from..page.IndexOf("</script>", from, StringComparison.Ordinal)]);
    }

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex ScriptOrStyle();

    [GeneratedRegex("<(meta|input|wbr)\\b[^>]*>")]
    private static partial Regex VoidElement();

    [GeneratedRegex("\\b(src|href|srcset|action)\\s*=|<(link|img|iframe|object|base)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Loading();
}
