using Xunit.Abstractions;

namespace FraudMl.Reporting.Tests;

/// <summary>The page in a real browser; where none is installed these say so and pass.</summary>
public sealed class BrowserTests(ITestOutputHelper output)
{
    private const string SortByNumberTwice = """
        const button = document.querySelectorAll('#runs thead button')[0];
        button.click();
        button.click();
        document.documentElement.dataset.first = document.querySelector('#runs tbody tr').cells[1].textContent;
        document.documentElement.dataset.sort = button.parentNode.getAttribute('aria-sort');
        document.documentElement.dataset.svgs = document.querySelectorAll('.chart svg').length;
        document.documentElement.dataset.costs = document.querySelectorAll('#cost-chart svg path[stroke-width="2"]').length;
        document.documentElement.dataset.keys = document.querySelectorAll('#curve-key li').length;
        """;

    [Theory]
    [InlineData(1, 10, 1)]
    [InlineData(120, 11, 6)]
    public void The_page_draws_its_charts_and_sorts_without_an_error(int runCount, int charts, int curves)
    {
        string? browser = Browser.Find();
        if (browser is null)
        {
            output.WriteLine("No Chromium on the PATH: the page was not opened in a browser.");
            return;
        }

        string page = Report.Comparison(Sample.Trials(runCount), new() { Test = Sample.Winner().Evaluation });
        string root = Browser.Root(browser, page, SortByNumberTwice);

        root.ShouldNotContain("data-error");
        root.ShouldContain("data-first=\"1\"");
        root.ShouldContain("data-sort=\"ascending\"");
        root.ShouldContain($"data-svgs=\"{charts}\"");
        root.ShouldContain($"data-costs=\"{curves}\"");
        root.ShouldContain($"data-keys=\"{curves}\"");
    }

    [Fact]
    public void On_a_telephone_nothing_of_the_winner_is_cut_off_and_the_page_does_not_scroll_to_the_side()
    {
        string? browser = Browser.Find();
        if (browser is null)
        {
            output.WriteLine("No Chromium on the PATH: the page was not opened in a browser.");
            return;
        }

        string root = Browser.InFrame(browser, WinnerSectionTests.Page, width: 400);

        root.ShouldContain("data-overflow=\"0\"");
        root.ShouldMatch("data-cut=\"(runs)?\"", "the table of runs scrolls, with a shadow where there is more; no other does");
        root.ShouldMatch("data-svgs=\"1[0-9]\"");
    }
}
