namespace FraudMl;

/// <summary>Features over the past of each entity.</summary>
internal static class WindowChoice
{
    private const int MostWindows = 3;

    // An entity that comes once has no past.
    private const double FewestEventsPerEntity = 3;

    private static readonly TimeSpan[] Lengths =
    [
        TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7),
        TimeSpan.FromDays(30),
    ];

    /// <summary>Returns the windows of each key that is worth it; none without times.</summary>
    public static IReadOnlyList<EntityWindows> Of(Dataset data, ColumnChoice columns, TimeSpan span, TimeSpan labelDelay, Story story)
    {
        TextColumn[] keys = [.. data.Columns.OfType<TextColumn>()
            .Where(column => column.Is(ColumnRoles.Key) && !IsKnown(data, column.Name))];
        if (keys.Length == 0) return [];
        TimeSpan[] lengths = [.. Lengths.Where(length => length <= span / 4).TakeLast(MostWindows)];
        if (lengths.Length == 0)
        {
            story.LeaveOut($"the past of {NameList(keys)} is too short for windows: the data spans {span}.");
            return [];
        }

        if (data.Timestamps.Contains(TimestampColumn.Missing))
        {
            story.LeaveOut($"the past of {NameList(keys)} can't be looked at: times are missing in some rows.");
            return [];
        }

        var all = new List<EntityWindows>();
        foreach (TextColumn key in keys)
        {
            if (data.RowCount < FewestEventsPerEntity * Distinct(key))
                story.LeaveOut($"the past of '{key.Name}': it has fewer than {FewestEventsPerEntity} rows for each on average.");
            else
            {
                IEnumerable<string> others = keys.Select(other => other.Name).Where(other => other != key.Name);
                all.Add(Of(key.Name, others, columns.Amount, lengths, labelDelay));
            }
        }

        if (all.Count > 0)
            story.Do($"Looked at the past of {string.Join(" and ", all.Select(windows => $"'{windows.Keys[0]}'"))} over "
                + $"{string.Join(", ", lengths.Select(Text))}: how often, how much against usual, how long ago"
                + (labelDelay > TimeSpan.Zero ? $", and the share of frauds known by then ({Text(labelDelay)} later)." : "."));
        return all;
    }

    private static EntityWindows Of(string key, IEnumerable<string> others, string? amount, TimeSpan[] lengths, TimeSpan labelDelay)
    {
        EntityWindows windows = Velocity.Per(key).Over(lengths).Count();
        if (amount is not null) windows = windows.Mean(amount).RatioToMean(amount);
        foreach (string other in others) windows = windows.Distinct(other);
        windows = windows.Over(lengths[^1]).SinceLast();
        return labelDelay > TimeSpan.Zero ? windows.Delayed(labelDelay).Over(lengths).Risk() : windows;
    }

    private static bool IsKnown(Dataset data, string key) => data.Windows.Any(windows => windows.Keys.Contains(key));

    private static int Distinct(TextColumn column)
    {
        var seen = new HashSet<int>();
        foreach (int code in column.Codes)
        {
            if (code >= 0) seen.Add(code);
        }

        return Math.Max(1, seen.Count);
    }

    private static string NameList(TextColumn[] keys) => string.Join(", ", keys.Select(key => $"'{key.Name}'"));

    private static string Text(TimeSpan span) => span.TotalDays >= 1 ? FormattableString.Invariant($"{span.TotalDays:0.#} days")
        : span.TotalHours >= 1 ? FormattableString.Invariant($"{span.TotalHours:0.#} hours")
        : FormattableString.Invariant($"{span.TotalMinutes:0.#} minutes");
}
