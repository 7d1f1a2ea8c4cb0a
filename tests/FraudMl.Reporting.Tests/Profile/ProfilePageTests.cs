using System.Text;
using Xunit.Abstractions;

namespace FraudMl.Reporting.Tests;

public sealed class ProfilePageTests(ITestOutputHelper output)
{
    private static readonly DatasetProfile Profile = Payments(3000).Profile();

    [Fact]
    public void The_page_shows_alerts_columns_and_bins_without_scripts()
    {
        string page = Report.Profile(Profile, new() { Title = "Week <12>" });

        page.ShouldContain("<h1>Week &lt;12&gt;</h1>");
        page.ShouldContain("<li><b>LeakSuspect</b> &#39;leak&#39; alone has a ROC-AUC of");
        foreach (ColumnProfile column in Profile.Columns) page.ShouldContain(
            $">{column.Name.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)}</a>");
        page.ShouldContain("<th scope=\"row\">missing</th><td class=\"number\" data-label=\"rows\">300</td>");
        page.ShouldContain($"<td class=\"number\" data-label=\"fraud rate\">"
            + $"{Profile["shop"].Bins[0].FraudRatio!.Value.ToString("0.000%", System.Globalization.CultureInfo.InvariantCulture)}</td>");
    }

    [Fact]
    public void The_page_asks_for_nothing_and_stays_small()
    {
        string page = Report.Profile(Profile);

        page.ShouldContain("Content-Security-Policy\" content=\"default-src 'none'");
        string markup = page[..page.IndexOf("<script", StringComparison.Ordinal)];
        markup.ShouldNotContain("src=");
        markup.ShouldNotContain("<link");
        markup.ShouldNotContain("://");
        Encoding.UTF8.GetByteCount(page).ShouldBeLessThan(5_000_000);
    }

    [Fact]
    public void Texts_can_not_leave_their_place() => Report.Profile(Profile).ShouldNotContain("<script>alert");

    [Fact]
    public void Data_without_label_time_or_rows_has_a_page_too()
    {
        foreach (Dataset data in new[] { new Dataset([]), new Dataset([new NumberColumn("x", [1, 2])]), Payments(200).Take([]) })
            Report.Profile(data.Profile()).ShouldContain("Profile of");
    }

    [Fact]
    public void The_page_draws_its_charts_in_a_browser_without_an_error()
    {
        if (Browser.Find() is not { } browser)
        {
            output.WriteLine("No Chromium on the PATH: the page was not opened in a browser.");
            return;
        }

        string root = Browser.Root(browser, Report.Profile(Profile), """
            const svgs = () => document.querySelectorAll('.chart svg').length;
            document.documentElement.dataset.first = svgs();
            document.querySelector('#columns tbody tr:nth-child(3) a').click();
            for (const details of document.querySelectorAll('details')) {
                details.open = true;
                details.dispatchEvent(new Event('toggle'));
            }
            document.getElementById('correlation').value = 'cramers';
            document.getElementById('correlation').dispatchEvent(new Event('change'));
            const find = document.getElementById('find');
            find.value = 'shop';
            find.dispatchEvent(new Event('input'));
            document.documentElement.dataset.shown = document.getElementById('shown').textContent;
            document.querySelectorAll('#columns thead button')[5].click();
            document.documentElement.dataset.sort = document.querySelectorAll('#columns thead th')[5].getAttribute('aria-sort');
            document.documentElement.dataset.all = svgs();
            """);

        root.ShouldNotContain("data-error", customMessage: root);
        root.ShouldContain("data-first=\"4\"");
        root.ShouldContain("data-shown=\"1 of 8 columns\"");
        root.ShouldContain("data-sort=\"descending\"");
        int charts = Profile.Columns.Sum(column => (column.Histogram.Count > 0 ? 1 : 0) + (column.Bins.Count > 0 ? 1 : 0));
        root.ShouldContain($"data-all=\"{4 + charts}\"");
    }

    private static Dataset Payments(int count)
    {
        var random = new Random(5);
        bool[] fraud = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < 0.05)];
        float[] Numbers(Func<int, double> value) => [.. Enumerable.Range(0, count).Select(row => (float)value(row))];
        int[] Codes(int most) => [.. Enumerable.Range(0, count).Select(_ => random.Next(most))];
        return new Dataset(
        [
            new NumberColumn("Amount",
                Numbers(row => row % 10 == 0 ? double.NaN : Math.Exp(random.NextDouble() * 5) * (fraud[row] ? 2 : 1))),
            new NumberColumn("hour", Numbers(row => row % 24)),
            new NumberColumn("leak", Numbers(row => fraud[row] ? 2 + random.NextDouble() : random.NextDouble())),
            new TextColumn("shop", Codes(30),
                new TextDictionary([.. Enumerable.Range(0, 30).Select(i => i == 0 ? "</script><script>alert(1)</script>" : $"shop {i}")])),
            new TextColumn("<b>", Codes(3), new TextDictionary(["web", "app", "phone"])),
            new TextColumn("card", Codes(40), new TextDictionary([.. Enumerable.Range(0, 40).Select(i => $"card {i}")]), ColumnRoles.Key),
            new TimestampColumn("time", [.. Enumerable.Range(0, count).Select(row => 1_700_000_000_000_000 + (row * 3_600_000_000L))]),
            new NumberColumn("Class", Numbers(row => fraud[row] ? 1 : 0), ColumnRoles.Label),
        ],
        "payments");
    }
}
