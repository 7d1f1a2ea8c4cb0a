using System.Diagnostics;

namespace FraudMl.Reporting.Tests;

/// <summary>Chromium, where it is installed.</summary>
internal static class Browser
{
    private const string TrapErrors = "<script>addEventListener('error', e => document.documentElement.dataset.error = "
        + "e.message);</script>";

    /// <summary>Returns the path of the browser, or null.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser"),
            Path.Combine(folder, "google-chrome") })
        .FirstOrDefault(File.Exists);

    /// <summary>Opens a page, runs a script at its end, and returns the root element's tag: the script's findings are its data attributes,
    /// an error is <c>data-error</c>.</summary>
    public static string Root(string browser, string page, string script)
    {
        page = page.Insert(page.LastIndexOf("</body>", StringComparison.Ordinal), $"<script>{script}</script>");
        page = page.Insert(page.IndexOf("<style>", StringComparison.Ordinal), TrapErrors);
        return Dump(browser, page).Split('\n')
            .First(line => line.StartsWith("<html", StringComparison.Ordinal) || line.Contains("<html ", StringComparison.Ordinal));
    }

    /// <summary>Opens a page in a frame of some width and returns the root element's tag: <c>data-overflow</c> is how many pixels the
    /// page is wider than the frame, <c>data-cut</c> the tables that scroll to the side.</summary>
    public static string InFrame(string browser, string page, int width) => Dump(browser, $$"""
        <!DOCTYPE html>
        <html><body><iframe id="frame" style="width: {{width}}px; height: 900px; border: 0"></iframe><script>
        addEventListener('load', () => {
          const root = frame.contentDocument.documentElement;
          const cut = [...frame.contentDocument.querySelectorAll('.scroll')].filter(area => area.querySelector('table') && area.scrollWidth > area.clientWidth + 1);
          document.documentElement.dataset.overflow = root.scrollWidth - root.clientWidth;
          document.documentElement.dataset.cut = cut.map(area => area.querySelector('table').id || area.querySelector('caption')?.textContent || 'a table').join();
          document.documentElement.dataset.svgs = frame.contentDocument.querySelectorAll('.chart svg').length;
        });
        frame.srcdoc = {{System.Text.Json.JsonSerializer.Serialize(page)}};
        </script></body></html>
        """).Split('\n').First(line => line.Contains("<html", StringComparison.Ordinal));

    private static string Dump(string browser, string page)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("fraudml-page-");
        try
        {
            string file = Path.Combine(folder.FullName, "page.html");
            File.WriteAllText(file, page);
            var start = new ProcessStartInfo(browser)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList =
                {
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", $"--user-data-dir={Path.Combine(folder.FullName, "profile")}",
                    "--dump-dom", new Uri(file).AbsoluteUri,
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
