using System.Diagnostics.CodeAnalysis;

namespace FraudMl;

/// <summary>The data as pipelines see it: timestamps as features, and windows over the past of each entity.</summary>
/// <param name="Raw">The data as it was given.</param>
/// <param name="Times">The timestamps that become features.</param>
/// <param name="Windows">The windows that are added.</param>
internal sealed record PreparedData(Dataset Raw, IReadOnlyList<string> Times, IReadOnlyList<EntityWindows> Windows)
{
    /// <summary>Returns the training rows.</summary>
    public Dataset Rows()
    {
        Dataset data = Times.Count == 0 ? Raw : Raw.AsFeatures(Times);
        return Windows.Count == 0 ? data : data.WithWindows(Windows);
    }

    /// <summary>Returns later rows with the windows that end in them.</summary>
    public Dataset Prepare(Dataset rows)
    {
        if (Windows.Count == 0 || rows.RowCount == 0) return rows;
        bool hasLabels = rows.HasLabels;
        if (!hasLabels && Windows.SelectMany(windows => windows.Features).Any(feature => feature.Function == WindowFunction.Risk))
            throw new FraudMlException($"{rows.Name} has no labels, and the model has windows that follow them. Score single rows by a "
                + "velocity store, which learns labels when they come: new VelocityStore(model.Windows).");
        TimeSpan reach = Windows.SelectMany(windows => windows.Features).Max(feature => feature.Window + feature.Delay);
        long from = long.MaxValue;
        foreach (long time in rows.Timestamps) from = Math.Min(from, time);
        from -= reach.Ticks / TimeSpan.TicksPerMicrosecond;
        var kept = new List<int>();
        for (int row = 0; row < Raw.RowCount; row++)
        {
            if (Raw.Timestamps[row] >= from) kept.Add(row);
        }

        string[] columns = [.. Raw.Columns.Where(column => hasLabels || !column.Is(ColumnRoles.Label)).Select(column => column.Name)];
        Dataset all = Raw.Select(columns).Take([.. kept]).Concat(rows.Select(columns)).WithWindows(Windows);
        return all.Take([.. Enumerable.Range(kept.Count, rows.RowCount)]);
    }

    /// <summary>Returns the C# that makes the training rows of a variable.</summary>
    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public string ToCSharp(string variable)
    {
        string times = Times.Count == 0 ? "" : $".AsFeatures({string.Join(", ", Times.Select(CSharpValues.Text))})";
        return Windows.Count == 0 ? variable + times
            : $"{variable}{times}.WithWindows(\n    {string.Join(",\n    ", Windows.Select(Of))})";
    }

    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    private static string Of(EntityWindows windows)
    {
        var calls = new List<string> { $"Velocity.Per({string.Join(", ", windows.Keys.Select(CSharpValues.Text))})" };
        if (windows.IncludesCurrent) calls.Add("IncludingCurrent()");
        TimeSpan delay = TimeSpan.Zero;
        string over = "";
        for (int first = 0; first < windows.Features.Count;)
        {
            WindowFeature feature = windows.Features[first];
            WindowFeature[] same = [.. windows.Features.Skip(first).TakeWhile((other, i) => other.Function == feature.Function
                && other.Column == feature.Column && other.Delay == feature.Delay
                && !windows.Features.Skip(first).Take(i).Any(earlier => earlier.Window == other.Window))];
            if (feature.Delay != delay) calls.Add($"Delayed({CSharpValues.Span(delay = feature.Delay)})");
            string spans = string.Join(", ", same.Select(each => CSharpValues.Span(each.Window)));
            if (spans != over) calls.Add($"Over({over = spans})");
            calls.Add($"{feature.Function}({(feature.Column is { } column ? CSharpValues.Text(column) : "")})");
            first += same.Length;
        }

        return string.Join(".", calls);
    }
}
