using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>The features of a dataset that are the label in disguise, looked for once, as each trial of an experiment asks.</summary>
internal static class DisguisedLabels
{
    private const int MostRows = 50_000;

    private static readonly ConditionalWeakTable<Dataset, Leak[]> Known = [];

    public static IReadOnlyList<Leak> Of(Dataset data) => data.HasLabels && data.RowCount > 0 ? Known.GetValue(data, Find) : [];

    private static Leak[] Find(Dataset data) =>
        [.. LeakGuard.OfFeatures(Some(data), new LeakOptions()).Where(leak => leak.Kind == LeakKind.LabelInDisguise)];

    // All frauds, and legitimate rows at even distances: a ROC-AUC does not depend on how many there are of each.
    private static Dataset Some(Dataset data)
    {
        int frauds = data.FraudCount, legitimate = data.RowCount - frauds;
        if (data.RowCount <= MostRows) return data;
        int step = Math.Max(1, legitimate / Math.Max(1, MostRows - Math.Min(frauds, MostRows / 2)));
        var rows = new List<int>();
        int seen = 0;
        for (int row = 0; row < data.RowCount; row++)
        {
            if (data.Labels[row] || seen++ % step == 0) rows.Add(row);
        }

        return data.Take([.. rows]);
    }
}
