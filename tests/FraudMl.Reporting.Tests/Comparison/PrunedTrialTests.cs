using FraudMl.Tests;

namespace FraudMl.Reporting.Tests;

public sealed class PrunedTrialTests
{
    [Fact]
    public void The_page_and_the_table_list_what_a_pruner_stopped()
    {
        TrialCompleted[] trials = Sample.Trials(2);
        TrialInfo trial = trials[1].Trial with { Number = 9, Name = "Centroid <9>" };
        var pruned = new TrialPruned(Sample.Experiment, Sample.At, trial, "median", new TrialStep(1, 20));

        string page = Report.Comparison(trials, new() { Pruned = [pruned] });
        string[] lines = ComparisonCsv.Of(ComparisonTable.Of(trials, Metrics.AveragePrecision, [pruned])).TrimEnd('\n').Split('\n');

        page.ShouldContain("<h2 id=\"pruned-heading\">Pruned</h2>");
        page.ShouldContain("<th scope=\"row\">Centroid &lt;9&gt;</th>");
        page.ShouldContain("<td>fold 2, iteration 20</td>");
        Report.Comparison(trials).ShouldNotContain("pruned-heading");
        lines.Length.ShouldBe(4);
        lines[3].ShouldStartWith("9,Centroid <9>,grid,");
        lines[3].ShouldEndWith(",\"pruned after fold 2, iteration 20\",,");
        lines.Select(line => line.Replace("\"pruned after fold 2, iteration 20\"", "pruned", StringComparison.Ordinal).Split(',').Length)
            .Distinct().ShouldHaveSingleItem();
        lines[1].ShouldContain(",completed,");
    }

    [Fact]
    public async Task The_end_of_an_experiment_brings_them_along()
    {
        var renderer = new ReportRenderer();
        ArtifactProduced[] artifacts = [.. (await EventScripts.Of("a pruned trial")).SelectMany(renderer.Render)];
        System.Text.Encoding.UTF8.GetString(artifacts.Single(artifact => artifact.Path == "comparison.csv").Content.Span)
            .ShouldContain("pruned after fold 2, iteration 20");
    }
}
