using System.Globalization;
using CsCheck;

namespace FraudMl.Mlflow.Tests;

public sealed class MlflowFilterTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    [Fact]
    public void Comparisons_are_joined_by_and()
    {
        MlflowFilter filter = MlflowFilter.OfRuns(
            run => run.Metric("val/ap") > 0.9 && run.Tag("env") == "prod" && run.Param("depth") != "3");
        filter.ToString().ShouldBe("metrics.`val/ap` > 0.9 AND tags.`env` = 'prod' AND params.`depth` != '3'");
    }

    [Fact]
    public void Values_are_taken_when_the_filter_is_made()
    {
        double least = 1e-20;
        MlflowFilter.OfRuns(run => run.Metric("loss") >= least & run.Metric("loss") <= 1e20).ToString()
            .ShouldBe("metrics.`loss` >= 1E-20 AND metrics.`loss` <= 1E20");
        MlflowFilter.OfRuns(run => run.StartTime > DateTimeOffset.UnixEpoch.AddSeconds(1)).ToString()
            .ShouldBe("attributes.start_time > 1000");
        MlflowFilter.OfRuns(run => run.HasStatus(MlflowRunStatus.Finished)).ToString().ShouldBe("attributes.status = 'FINISHED'");
    }

    [Fact]
    public void Quotes_are_chosen_so_that_the_text_stays_whole()
    {
        MlflowFilter.OfRuns(run => run.Tag("note") == "it's").ToString().ShouldBe("tags.`note` = \"it's\"");
        Should.Throw<MlflowException>(() => MlflowFilter.OfRuns(run => run.Tag("note") == "'\"")).Message
            .ShouldContain("both kinds of quotes");
        Should.Throw<MlflowException>(() => MlflowFilter.OfRuns(run => run.Tag("note") == "a\\")).Message.ShouldContain("backslash");
        Should.Throw<MlflowException>(() => MlflowFilter.OfRuns(run => run.Tag("a`b") == "c")).Message.ShouldContain("a`b");
        Should.Throw<MlflowException>(() => MlflowFilter.OfRuns(run => run.Metric("a") > double.PositiveInfinity)).Message
            .ShouldContain("finite");
        Should.Throw<MlflowException>(() => MlflowFilter.OfRuns(run => run.RunName.IsMissing())).Message.ShouldContain("tags and params");
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            MlflowFilter.OfRuns(run => run.Metric("ap") > 0.5).ToString().ShouldBe("metrics.`ap` > 0.5");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Whatever text goes in, the store reads the same text out of the filter, or the filter is refused before.</summary>
    [Fact]
    public async Task Any_text_finds_its_run_or_is_refused()
    {
        MlflowClient client = _store.Connect();
        string experimentId = await client.GetOrCreateExperimentAsync("texts");
        await Gen.String[Gen.Char["ab'\"\\%_ `()=\n;é"], 1, 8].SampleAsync(
            async text =>
            {
                MlflowRun run = (await client.Runs.CreateAsync(new MlflowCreateRun { ExperimentId = experimentId,
                    Tags = [new MlflowTag("t", text)] })).Run;
                bool isHeld = !text.EndsWith('\\') && !(text.Contains('\'') && text.Contains('"'));
                if (!isHeld)
                {
                    Should.Throw<MlflowException>(() => MlflowFilter.OfRuns(query => query.Tag("t") == text));
                    return;
                }

                (await client.Runs.SearchAllAsync([experimentId], query => query.Tag("t") == text && query.RunId == run.Info.RunId)
                    .ToListAsync()).ShouldHaveSingleItem(text);
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public async Task A_search_finds_and_orders_runs()
    {
        MlflowClient client = _store.Connect();
        string experimentId = await client.GetOrCreateExperimentAsync("search");
        foreach (double ap in new[] { 0.7, 0.95, 0.92 })
        {
            await using MlflowActiveRun run = await client.StartRunAsync("search",
                new() { Tags = new Dictionary<string, string> { ["env"] = "prod" } });
            run.LogMetric("ap", ap);
        }

        List<double> found = [];
        await foreach (MlflowRun run in client.Runs.SearchAllAsync([experimentId],
            run => run.Metric("ap") > 0.9 && run.Tag("env") == "prod" && run.Tag("gone").IsMissing(), run => run.Metric("ap").Descending))
            found.Add(run.Data.Metrics.Single().Value);
        found.ShouldBe([0.95, 0.92]);
    }

    public void Dispose() => _store.Dispose();
}
