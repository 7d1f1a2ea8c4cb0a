namespace FraudMl;

/// <summary>The rows a support vector classifier is trained on where all would be too many.</summary>
internal static class WorkingRows
{
    /// <summary>Returns up to half of the limit from the class, then the other class's rows nearest to these, then a random
    /// sample of it; ascending.</summary>
    public static int[] Of(OversamplingTask task, int limit)
    {
        if (task.Rows.Length + task.Others.Length <= limit) return task.All;
        int[] own = Sample(task.Rows, limit / 2, task.Random);
        int left = limit - own.Length;
        HashSet<int> others = [.. task.Search(task.Others).Of(own, Math.Max(1, left / (2 * own.Length))).Where(near => !near.IsNone)
            .Select(near => near.Row).Take(left)];
        int[] rest = Sample([.. task.Others.Where(row => !others.Contains(row))], left - others.Count, task.Random);
        int[] rows = [.. own, .. others, .. rest];
        Array.Sort(rows);
        return rows;
    }

    private static int[] Sample(int[] rows, int count, Random random)
    {
        if (rows.Length <= count) return rows;
        int[] shuffled = [.. rows];
        random.Shuffle(shuffled);
        return shuffled[..count];
    }
}
