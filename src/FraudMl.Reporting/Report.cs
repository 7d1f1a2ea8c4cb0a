namespace FraudMl.Reporting;

/// <summary>Self-contained HTML pages.</summary>
public static class Report
{
    /// <summary>Returns one HTML page that compares trials: sortable table, metric with error bars, parallel coordinates
    /// and overlaid curves.</summary>
    /// <param name="trials">The finished trials, at least one.</param>
    /// <param name="options">Title, deciding metric, test evaluation and pruned trials.</param>
    /// <exception cref="FraudMlException">Thrown when there is no trial.</exception>
    public static string Comparison(IEnumerable<TrialCompleted> trials, ComparisonOptions? options = null)
    {
        options ??= new();
        options.Validate();
        return ComparisonPage.Of(ComparisonTable.Of(trials, options.Metric, options.Pruned), options);
    }

    /// <summary>Returns one HTML page of a dataset's profile: alerts, time, every column with its frauds, correlations and drift.</summary>
    /// <param name="profile">What <c>dataset.Profile()</c> returned. The page shows its texts, and no key.</param>
    /// <param name="options">The title.</param>
    public static string Profile(DatasetProfile profile, ProfilePageOptions? options = null) =>
        ProfilePage.Of(profile, options?.Title ?? $"Profile of {profile.Name}");
}
