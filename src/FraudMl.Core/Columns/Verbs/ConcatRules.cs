namespace FraudMl;

/// <summary>What must be the same in datasets that are put together.</summary>
internal static class ConcatRules
{
    /// <summary>Throws with every column that does not fit.</summary>
    public static void Require(Dataset[] parts, string[] names, ConcatOptions options)
    {
        List<(string Column, string Problem)> problems =
            [.. names.SelectMany(name => Problems(parts, name, options.FillAbsent).Select(problem => (name, problem)))];
        if (problems.Count == 0) return;
        string subject = $"{parts[0].Name} can't be put together with {(parts.Length == 2 ? parts[1].Name : "the others")}";
        throw problems is [var (column, only)]
            ? new FraudMlException($"{subject}: {only}") { ColumnName = column }
            : new FraudMlException(subject, [.. problems.Select(problem => problem.Problem)]) { ColumnName = problems[0].Column };
    }

    /// <summary>Returns the windows of all parts, each once.</summary>
    public static IReadOnlyList<EntityWindows> Windows(Dataset[] parts)
    {
        List<EntityWindows> windows = [.. parts[0].Windows];
        foreach (EntityWindows entity in parts.Skip(1).SelectMany(part => part.Windows))
        {
            HashSet<string> known = [.. windows.SelectMany(known => known.Features).Select(feature => feature.Name)];
            HashSet<string> added = [.. entity.Features.Select(feature => feature.Name).Where(name => !known.Contains(name))];
            if (added.Count > 0) windows.Add(entity.Only(added));
        }

        return windows;
    }

    private static IEnumerable<string> Problems(Dataset[] parts, string name, bool fillAbsent)
    {
        Dataset first = parts.First(part => part.Has(name));
        Dataset typed = parts.FirstOrDefault(part => part.Has(name) && !part[name].IsEmpty) ?? first;
        foreach (Dataset part in parts)
        {
            if (!part.Has(name))
            {
                if (first[name].Is(ColumnRoles.Label)) yield return $"{part.Name} has no label '{name}'.";
                else if (!fillAbsent) yield return Absent(part, first, name);
                continue;
            }

            DataColumn column = part[name];
            if (column.Kind != typed[name].Kind && !column.IsEmpty)
                yield return $"'{name}' is {typed[name].Kind} in {typed.Name} and {column.Kind} in {part.Name}. Read both with the same "
                    + $"schema, for example schema.{(column.Kind == ColumnKind.Timestamp ? "Timestamp" : "Text")}(\"{name}\").";
            if (column.Roles != first[name].Roles)
                yield return $"'{name}' has the role {first[name].Roles} in {first.Name} and {column.Roles} in {part.Name}. Read both with "
                    + "the same schema.";
            if (column is NumberColumn && column.Is(ColumnRoles.Timestamp) && part.TimestampUnit != first.TimestampUnit)
                yield return $"'{name}' counts {first.TimestampUnit} in {first.Name} and {part.TimestampUnit} in {part.Name}. Write it in "
                    + "one unit.";
            if (Window(part, name) is { } window && Window(first, name) is { } other && window != other)
                yield return $"'{name}' is another window in {part.Name} than in {first.Name}. Add windows after Concat.";
        }
    }

    private static string Absent(Dataset part, Dataset first, string name)
    {
        string? near = NearNames.Of(name, part.Columns.Select(column => column.Name).Where(other => !first.Has(other)));
        return near is null
            ? $"{part.Name} has no column '{name}'. Leave it out with .Drop(\"{name}\"), or set FillAbsent to have it missing there."
            : $"{part.Name} has no column '{name}' but '{near}'. If they are the same, .Rename(\"{near}\", \"{name}\").";
    }

    private static (string Keys, bool IncludesCurrent, WindowFeature Feature)? Window(Dataset part, string name) => part.Windows
        .SelectMany(entity => entity.Features.Select(feature => (string.Join('\n', entity.Keys), entity.IncludesCurrent, feature)))
        .Where(window => window.feature.Name == name)
        .Select(window => ((string, bool, WindowFeature)?)window).FirstOrDefault();
}
