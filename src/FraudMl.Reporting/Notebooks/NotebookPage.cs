using System.Text;

namespace FraudMl.Reporting;

/// <summary>A script with its outputs as one page without scripts that loads nothing.</summary>
internal static class NotebookPage
{
    public static string Of(NotebookScript script, IReadOnlyList<IReadOnlyList<CellOutput>> outputs)
    {
        var main = new StringBuilder();
        for (int i = 0; i < script.Cells.Count; i++)
        {
            ScriptCell cell = script.Cells[i];
            main.Append(cell.Kind switch
            {
                CellKind.Markdown => $"<section class=\"text\">\n{MarkdownText.ToHtml(cell.Source)}</section>\n",
                _ => Code(cell, hasHeading: i > 0 && script.Cells[i - 1].Kind == CellKind.Markdown),
            });
            if (outputs[i].Count == 0) continue;
            main.Append("<div class=\"outputs\">\n");
            foreach (CellOutput output in outputs[i]) main.Append(Output(output));
            main.Append("</div>\n");
        }

        return HtmlPage.WithoutScripts(script.Title, main.ToString(), "notebook.css");
    }

    // A text before it has its own heading.
    private static string Code(ScriptCell cell, bool hasHeading)
    {
        string language = cell.Kind == CellKind.Python ? "Python" : "C#";
        string title = cell.Title.Length > 0 && !hasHeading ? $"<h2>{Html.Text(cell.Title)}</h2>\n" : "";
        return $"""
            <section class="code">{title}<pre aria-label="{language}"><code>{Html.Text(cell.Source)}</code></pre></section>

            """;
    }

    private static string Output(CellOutput output) => output switch
    {
        ShownOutput { Png: { } png } shown =>
            $"""<p><img alt="{Html.Text(shown.Text.Trim('[', ']'))}" src="data:image/png;base64,{Convert.ToBase64String(png)}"></p>""" + "\n",
        ShownOutput { Html: { } html } => html,
        ShownOutput shown => $"<pre>{Html.Text(shown.Text)}</pre>\n",
        PrintedOutput printed => $"<pre{(printed.IsError ? " class=\"errors\"" : "")}>{Html.Text(printed.Text)}</pre>\n",
        ErrorOutput error => $"""<pre class="errors"><b>{Html.Text(error.Name)}</b>: {Html.Text(error.Message)}"""
            + string.Concat(error.Trace.Select(line => $"\n  {Html.Text(line)}")) + "</pre>\n",
        _ => "",
    };
}
