using System.Text;

namespace FraudMl.Reporting;

/// <summary>The winner on held-out data: headline metrics with their intervals.</summary>
internal static class TestSection
{
    public static string Of(Evaluation? test)
    {
        if (test is null) return "";
        var html = new StringBuilder().Append($"""
            <section aria-labelledby="test-heading">
            <h2 id="test-heading">The winner on test data</h2>
            <p>{Html.Text($"{test.RowCount:#,0} rows that no fold has seen, {test.FraudCount:#,0} frauds ({test.Prevalence:0.###%}).")}</p>
            <div class="scroll"><table class="test">
            <thead><tr><th scope="col">metric</th><th scope="col" class="number">value</th><th scope="col" class="number">95 % interval</th></tr></thead>
            <tbody>

            """);
        foreach (EvaluatedMetric metric in test.Values)
        {
            if (metric.Interval is not { } interval) continue;
            html.Append($"""<tr><th scope="row">{Html.Text(metric.Name)}</th><td class="number">{Html.Number(metric.Value)}</td>""")
                .Append($"""<td class="number">{Html.Number(interval.Low)} – {Html.Number(interval.High)}</td></tr>""").Append('\n');
        }

        return html.Append("</tbody></table></div>\n</section>\n").ToString();
    }
}
