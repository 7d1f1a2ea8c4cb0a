namespace FraudMl.Reporting;

/// <summary>The winner on held-out data: how good it is, at which workload, where, and what it looks at. Every number stands in a table;
/// the charts are drawn from the same.</summary>
internal static class WinnerSection
{
    public static string Of(WinnerResults? winner) => winner is null ? ""
        : QualitySection.Of(winner.Test) + WorkloadSection.Of(winner) + SegmentsSection.OverTime(winner.Periods)
            + SegmentsSection.Of(winner.Segments) + ExplainedSection.Of(winner.Explained);

    /// <summary>Returns the place of a chart.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="label">What it shows, as text, for those who can't see it.</param>
    public static string Chart(string id, string label) =>
        $"""<div class="chart" id="{id}" role="img" aria-label="{Html.Text(label)}"></div>""";
}
