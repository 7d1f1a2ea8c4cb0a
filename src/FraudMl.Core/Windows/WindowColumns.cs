using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Computes velocity features over a whole dataset, entity by entity, in time order.</summary>
internal static class WindowColumns
{
    /// <summary>Throws when the data can't give what the windows ask.</summary>
    public static void Require(Dataset data, IReadOnlyList<EntityWindows> windows)
    {
        if (windows.All(entity => entity.Features.Count == 0))
            throw new FraudMlException("WithWindows needs features, for example "
                + "Velocity.Per(\"CARD\").Over(TimeSpan.FromDays(7)).Count().");
        RequireTimes(data);
        RequireColumns(data, windows);
        if (windows.Any(entity => entity.Features.Any(feature => feature.Function == WindowFunction.Risk))) _ = data.Labels;
    }

    /// <summary>Throws when a column that the windows read is missing.</summary>
    public static void RequireColumns(Dataset data, IReadOnlyList<EntityWindows> windows)
    {
        foreach (EntityWindows entity in windows)
        {
            foreach (string key in entity.Keys) Text(data, key, "an entity key", $"schema.Key(\"{key}\")");
            foreach (string column in entity.TextColumns) Text(data, column, "counted by distinct values", $"schema.Text(\"{column}\")");
            foreach (string column in entity.NumberColumns) Number(data, column);
        }
    }

    public static NumberColumn[] Compute(Dataset data, EntityWindows windows, int[] order)
    {
        // Everything is computed in the order of the entities and moved at once: rows of an entity lie far apart in memory.
        var rows = new EntityRows(data, windows, order);
        float[][] values = [.. windows.Features.Select(_ => new float[data.RowCount])];
        foreach (float[] feature in values) feature.AsSpan(0, rows.WithoutEntity).Fill(float.NaN);
        var plan = new WindowPlan(windows);
        Parallel.For(0, rows.PartCount, part => Compute(plan, rows, part, values));
        var columns = new NumberColumn[values.Length];
        Parallel.For(0, columns.Length, i => columns[i] = new NumberColumn(windows.Features[i].Name, values[i].Pick(rows.Places)));
        return columns;
    }

    // Compiled at once: a dataset is done with before the second tier would come.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compute(WindowPlan plan, EntityRows rows, int part, float[][] values)
    {
        EntityHistory history = rows.NewHistory();
        var tracker = new WindowTracker(plan);
        var features = new double[values.Length];
        (int first, int end) = rows.EntitiesOf(part);
        for (int entity = first; entity < end; entity++)
        {
            (int place, int last) = rows.PlacesOf(entity);
            for (; place < last; place++)
            {
                tracker.Compute(history, rows.Append(history, place), features);
                for (int i = 0; i < features.Length; i++) values[i][place] = (float)features[i];
            }

            tracker.Restart(0);
            history.Clear();
        }
    }

    private static void RequireTimes(Dataset data)
    {
        int missing = data.Timestamps.Count(TimestampColumn.Missing);
        if (missing > 0)
        {
            throw new FraudMlException(
                $"Windows need the time of every row, and {missing} of {data.RowCount} rows of {data.Name} have none. Fill them in or "
                + $"leave those rows out.");
        }

        int far = 0;
        foreach (long time in data.Timestamps)
        {
            if (Math.Abs(time) > EntityWindows.FarthestTime) far++;
        }

        if (far > 0)
        {
            throw new FraudMlException(
                $"Windows need times within 146,000 years of 1970, and {far} of {data.RowCount} rows of {data.Name} have others. Read "
                + $"them with their unit, for example schema.Timestamp(\"…\", TimeUnit.Seconds).");
        }
    }

    private static void Text(Dataset data, string column, string use, string way)
    {
        if (data[column] is not TextColumn)
            throw new FraudMlException($"Column '{column}' is {use} and must be text; it is {data[column].Kind}. Read it "
                + $"with {way}.") { ColumnName = column };
    }

    private static void Number(Dataset data, string column)
    {
        if (data[column].Is(ColumnRoles.Label))
            throw new FraudMlException($"The label '{column}' can't be summed over a window: it is known only after a delay. Use "
                + $"Delayed(…).Risk().") { ColumnName = column };
        if (data[column] is not NumberColumn)
            throw new FraudMlException($"Column '{column}' must be a number to be summed over a window; it "
                + $"is {data[column].Kind}.") { ColumnName = column };
    }
}
