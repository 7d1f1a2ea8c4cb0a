namespace FraudMl.Reporting;

/// <summary>What the winner looks at.</summary>
internal static class ExplainedSection
{
    public static string Of(ExplainedWinner explained)
    {
        if (explained.Reason is { } reason)
            return $"<section aria-labelledby=\"explained-heading\">\n<h2 id=\"explained-heading\">What it looks at</h2>\n<p>{Html.Text(reason)}</p>\n</section>\n";
        if (explained.Shap is not { } shap) return "";
        var table = new HtmlTable("Mean size of the contribution to the log-odds", "input", "mean |contribution|");
        foreach (ShapInput input in shap.Inputs) table.Row(input.Name, Html.Number(input.Importance));
        string charts = string.Concat(explained.Dependences.Select((dependence, i) =>
            WinnerSection.Chart($"dependence-{i}",
                $"Mean probability of fraud over {dependence.Input}; the table below holds the same numbers.") + "\n"));
        return $"""
            <section aria-labelledby="explained-heading">
            <h2 id="explained-heading">What it looks at</h2>
            <p>{Html.Text($"One dot is what an input adds to the log-odds of one of {shap.RowCount:#,0} test rows, {explained.FraudCount:#,0} of them frauds (exact Shapley values): right of zero towards fraud. Its colour is where the row's value lies among the others; grey are texts, missing values and several inputs at once.")}</p>
            {WinnerSection.Chart("winner-shap", "Beeswarm of the contributions of each input; the table below holds their mean size.")}
            <details><summary>As a table</summary>
            {table}</details>
            {(charts.Length == 0 ? "" : $"<h3>Partial dependence</h3>\n<p>The mean probability of fraud when an input is set to one value after the other in {MostRows(explained)} test rows, all else as it is. It shows the model, not the world: inputs that go together are torn apart.</p>\n<div class=\"curves\">\n{charts}</div>\n<details><summary>As tables</summary>\n<div class=\"tables\">\n{string.Concat(explained.Dependences.Select(Dependence))}</div></details>\n")}</section>

            """;
    }

    private static string MostRows(ExplainedWinner explained) => Html.Text($"{explained.DependenceRowCount:#,0}");

    private static string Dependence(PartialDependence dependence)
    {
        var table = new HtmlTable("", dependence.Input, "mean probability");
        foreach (PartialDependencePoint point in dependence.Points)
            table.Row(double.IsNaN(point.Number) ? point.Value : FormattableString.Invariant($"{point.Number:G5}"),
                Html.Number(point.MeanProbability));
        return table.ToString();
    }
}
