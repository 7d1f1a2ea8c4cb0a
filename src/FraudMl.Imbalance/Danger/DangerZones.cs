namespace FraudMl;

/// <summary>Rows of a class by how many of their neighbours are of the other one.</summary>
internal sealed record DangerZones(int[] Danger, int[] Safe, int[] Noise)
{
    /// <summary>Danger: at least half of the m neighbours, but not all; noise: all; safe: fewer than half.</summary>
    public static DangerZones Of(OversamplingTask task, int[] rows, int m)
    {
        Neighbor[] neighbors = task.Search(task.All).Of(rows, m);
        List<int> danger = [], safe = [], noise = [];
        for (int i = 0; i < rows.Length; i++)
        {
            int others = 0;
            foreach (Neighbor neighbor in neighbors.AsSpan(i * m, m))
            {
                if (!neighbor.IsNone && !task.IsOfClass(neighbor.Row)) others++;
            }

            (others == m ? noise : 2 * others >= m ? danger : safe).Add(rows[i]);
        }

        return new DangerZones([.. danger], [.. safe], [.. noise]);
    }
}
