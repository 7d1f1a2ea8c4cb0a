using System.Text;

namespace FraudMl.Reporting;

/// <summary>The trials that a pruner stopped: they have no values to compare.</summary>
internal static class PrunedSection
{
    public static string Of(ComparisonTable table)
    {
        if (table.Pruned.Count == 0) return "";
        var html = new StringBuilder("\n").Append("""
            <section aria-labelledby="pruned-heading">
            <h2 id="pruned-heading">Pruned</h2>
            <p>Trials that a pruner stopped before their end, because those before them promised more.</p>
            <div class="scroll"><table class="pruned">
            <thead><tr><th scope="col" class="number">#</th><th scope="col">run</th><th scope="col">phase</th><th scope="col">parameters</th><th scope="col">stopped after</th></tr></thead>
            <tbody>

            """);
        foreach (TrialPruned pruned in table.Pruned)
        {
            string parameters = string.Join(", ",
                pruned.Trial.Parameters.Select(parameter => $"{Html.Text(parameter.Key)}={Html.Value(parameter.Value)}"));
            html.Append($"""<tr><td class="number">{Html.Text($"{pruned.Trial.Number}")}</td><th scope="row">{Html.Text(pruned.Trial.Name)}</th>""")
                .Append($"""<td>{Html.Text(pruned.Trial.PhaseName)}</td><td class="parameters">{parameters}</td><td>{Html.Text($"{pruned.Step}")}</td></tr>""").Append('\n');
        }

        return html.Append("</tbody></table></div>\n</section>").ToString();
    }
}
