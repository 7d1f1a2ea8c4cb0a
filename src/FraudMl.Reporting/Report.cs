namespace FraudMl.Reporting;

/// <summary>Self-contained HTML pages.</summary>
public static class Report
{
    /// <summary>Returns one HTML page that compares trials: sortable table, metric with error bars, parallel coordinates and overlaid curves.</summary>
    /// <param name="trials">The finished trials, at least one.</param>
    /// <param name="options">Title, deciding metric and test evaluation.</param>
    /// <exception cref="FraudMlException">Thrown when there is no trial.</exception>
    public static string Comparison(IEnumerable<TrialCompleted> trials, ComparisonOptions? options = null)
    {
        options ??= new();
        options.Validate();
        return ComparisonPage.Of(ComparisonTable.Of(trials, options.Metric), options);
    }
}
