using System.Globalization;

namespace FraudMl;

/// <summary>Finds in a profile what is worth a look.</summary>
internal static class ProfileAlerts
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Returns what to warn of, beginning with what was noticed while reading.</summary>
    public static IReadOnlyList<ProfileAlert> Of(DatasetProfile profile, IReadOnlyList<DatasetWarning> warnings, ProfileOptions options)
    {
        ColumnProfile[] features = [.. profile.Columns.Where(column => (column.Roles & ColumnRoles.Feature) != 0)];
        IEnumerable<ProfileAlert> alerts = features.SelectMany(column => OfColumn(profile, column, options))
            .Concat(Correlated(profile, [.. features.Select(column => column.Name)], options.CorrelationLimit));
        if (profile.DuplicateRowCount > 0)
            alerts = alerts.Append(new(ProfileAlertKind.DuplicateRows, null, profile.DuplicateRowCount,
                string.Create(Invariant, $"{profile.DuplicateRowCount:N0} rows repeat another one")));
        alerts = alerts.Concat(warnings.Select(
            warning => new ProfileAlert(ProfileAlertKind.Reading, warning.ColumnName, warning.RowCount, warning.Message)));
        return [.. alerts.OrderBy(alert => alert.Kind)];
    }

    private static IEnumerable<ProfileAlert> OfColumn(DatasetProfile profile, ColumnProfile column, ProfileOptions options)
    {
        int present = profile.RowCount - column.MissingCount;
        bool isText = column.Kind == ColumnKind.Text;
        bool isIdLike = isText ? TextProfiler.IsIdLike(column.DistinctCount, present)
            : column.Numbers is { IsInteger: true } && column.DistinctCount == present
                && TextProfiler.IsIdLike(column.DistinctCount, present);
        if (column.DistinctCount <= 1)
        {
            yield return Alert(ProfileAlertKind.Constant, column, column.DistinctCount,
                column.DistinctCount == 0 ? $"has no value" : (FormattableString)$"has one value only");
            yield break;
        }

        if (column.RocAuc is { } auc && (auc > options.LeakLimit || auc < 1 - options.LeakLimit))
            yield return Alert(ProfileAlertKind.LeakSuspect, column, auc,
                $"alone has a ROC-AUC of {auc:0.0000}: is it known at the time of the transaction?");
        if (isIdLike)
            yield return Alert(ProfileAlertKind.IdLike, column, column.DistinctCount,
                $"has {column.DistinctCount:N0} distinct values in {present:N0} rows: a name of the row, no feature");
        // Time moves with time.
        if ((column.Roles & ColumnRoles.Timestamp) == 0 && Drift(column, options) is { } drift)
            yield return Alert(ProfileAlertKind.Drift, column, drift,
                $"moves over time: a population stability index of {drift:0.00} against the first period");
        if (!Shares.IsWithin(column.MissingCount, options.MissingLimit, profile.RowCount))
            yield return Alert(ProfileAlertKind.Missing, column, column.MissingRatio,
                $"is missing in {column.MissingRatio:P1} of the rows");
        if (column.Numbers?.Skewness is { } skewness && Math.Abs(skewness) > options.SkewnessLimit)
            yield return Alert(ProfileAlertKind.Skewed, column, skewness,
                $"has a skewness of {skewness:0.#}: a logarithm or a quantile step may help");
        if (!isText || isIdLike) yield break;
        if (column.DistinctCount > options.CardinalityLimit)
            yield return Alert(ProfileAlertKind.HighCardinality, column, column.DistinctCount,
                $"has {column.DistinctCount:N0} distinct texts: one column for each is too many");
        else if (column.RareTextCount > 0)
            yield return Alert(ProfileAlertKind.RareLevel, column, column.RareTextCount,
                column.RareTextCount == 1 ? $"has a text in less than {options.RareLimit:P2} of the rows"
                    : (FormattableString)$"has {column.RareTextCount:N0} texts in less than {options.RareLimit:P2} of the rows each");
    }

    // The rule of 0.25 does not know how small a period is; chance does.
    private static double? Drift(ColumnProfile column, ProfileOptions options)
    {
        double? largest = null;
        for (int period = 1; period < column.Stability.Count; period++)
        {
            if (column.Stability[period] is not { } index || index <= Math.Max(options.DriftLimit, largest ?? 0)) continue;
            if (index > column.StabilityCritical[period]) largest = index;
        }

        return largest;
    }

    private static IEnumerable<ProfileAlert> Correlated(DatasetProfile profile, HashSet<string> features, double limit)
    {
        HashSet<(string, string)> told = [];
        foreach ((CorrelationTable? table, string what) in new[] { (profile.Pearson, "correlation"), (profile.Spearman, "rank correlation"),
            (profile.CramersV, "Cramér's V") })
        {
            for (int i = 0; i < table?.Columns.Count; i++)
            {
                for (int j = i + 1; j < table.Columns.Count; j++)
                {
                    (string first, string second) = (table.Columns[i], table.Columns[j]);
                    if (!(Math.Abs(table.Values[i][j] ?? 0) >= limit) || !features.Contains(first) || !features.Contains(second)
                        || !told.Add((first, second))) continue;
                    yield return new(ProfileAlertKind.HighCorrelation, first, table.Values[i][j]!.Value,
                        string.Create(Invariant, $"'{first}' and '{second}' have a {what} of {table.Values[i][j]:0.000}"));
                }
            }
        }
    }

    private static ProfileAlert Alert(ProfileAlertKind kind, ColumnProfile column, double value, FormattableString message) =>
        new(kind, column.Name, value, $"'{column.Name}' {message.ToString(Invariant)}");
}
