using System.Diagnostics;
using Xunit.Abstractions;

namespace FraudMl.Reporting.Tests;

/// <summary>The page in a real browser; where none is installed these say so and pass.</summary>
public sealed class BrowserTests(ITestOutputHelper output)
{
    private const string TrapErrors = "<script>addEventListener('error', e => document.documentElement.dataset.error = e.message);</script>";

    private const string SortByNumberTwice = """
        <script>
        const button = document.querySelectorAll('#runs thead button')[0];
        button.click();
        button.click();
        document.documentElement.dataset.first = document.querySelector('#runs tbody tr').cells[1].textContent;
        document.documentElement.dataset.sort = button.parentNode.getAttribute('aria-sort');
        document.documentElement.dataset.svgs = document.querySelectorAll('.chart svg').length;
        document.documentElement.dataset.keys = document.querySelectorAll('#curve-key li').length;
        </script>
        """;

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(40, 5, 6)]
    public void The_page_draws_its_charts_and_sorts_without_an_error(int runCount, int charts, int curves)
    {
        string? browser = Find();
        if (browser is null)
        {
            output.WriteLine("No Chromium on the PATH: the page was not opened in a browser.");
            return;
        }

        string page = Report.Comparison(Sample.Trials(runCount), new() { Test = Sample.Winner().Evaluation });
        page = page.Insert(page.LastIndexOf("</body>", StringComparison.Ordinal), SortByNumberTwice);
        page = page.Insert(page.IndexOf("<style>", StringComparison.Ordinal), TrapErrors);

        string root = Dump(browser, page).Split('\n').First(line => line.StartsWith("<html", StringComparison.Ordinal) || line.Contains("<html ", StringComparison.Ordinal));

        root.ShouldNotContain("data-error");
        root.ShouldContain("data-first=\"1\"");
        root.ShouldContain("data-sort=\"ascending\"");
        root.ShouldContain($"data-svgs=\"{charts}\"");
        root.ShouldContain($"data-keys=\"{curves}\"");
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser"), Path.Combine(folder, "google-chrome") })
        .FirstOrDefault(File.Exists);

    private static string Dump(string browser, string page)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("fraudml-page-");
        try
        {
            string file = Path.Combine(folder.FullName, "comparison.html");
            File.WriteAllText(file, page);
            var start = new ProcessStartInfo(browser)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList =
                {
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", $"--user-data-dir={Path.Combine(folder.FullName, "profile")}", "--dump-dom", new Uri(file).AbsoluteUri,
                },
            };
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> dom = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"The browser did not end: {errors.Result}");
            }

            return dom.Result;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
