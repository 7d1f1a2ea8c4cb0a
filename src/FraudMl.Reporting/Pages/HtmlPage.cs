using System.Text;

namespace FraudMl.Reporting;

/// <summary>Writes a page as one HTML file that loads nothing: the policy in its head forbids every request.</summary>
internal static class HtmlPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>Returns the page.</summary>
    /// <param name="title">The title, as text.</param>
    /// <param name="main">What stands in the page, as HTML; it is complete without scripts.</param>
    /// <param name="data">What the scripts draw, as JSON in which <c>&lt;</c> is escaped, so that no name can
    /// end the script element.</param>
    /// <param name="style">The page's own style sheet; null for none.</param>
    /// <param name="scripts">The page's own scripts.</param>
    public static string Of(string title, string main, string data, string? style, params ReadOnlySpan<string> scripts)
    {
        StringBuilder page = Begin(title, main, $"{Policy}; script-src 'unsafe-inline'", style)
            .Append("""<script type="application/json" id="data">""").Append(data)
            .Append("</script>\n<script>\n").Append(EmbeddedFile.Text("echarts.min.js"))
            .Append("\n</script>\n<script>\n").Append(EmbeddedFile.Text("page.js"))
            .Append("</script>\n");
        foreach (string script in scripts) page.Append("<script>\n").Append(EmbeddedFile.Text(script)).Append("</script>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>Returns a page that has no script at all.</summary>
    /// <param name="title">The title, as text.</param>
    /// <param name="main">What stands in the page, as HTML.</param>
    /// <param name="style">The page's own style sheet.</param>
    public static string WithoutScripts(string title, string main, string style) =>
        Begin(title, main, Policy, style).Append("</body>\n</html>\n").ToString();

    private static StringBuilder Begin(string title, string main, string policy, string? style) => new StringBuilder().Append($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="{policy}">
        <title>{Html.Text(title)}</title>
        <style>
        {EmbeddedFile.Text("page.css")}{(style is null ? "" : EmbeddedFile.Text(style))}</style>
        </head>
        <body>
        <main>
        {main}
        </main>

        """);
}
