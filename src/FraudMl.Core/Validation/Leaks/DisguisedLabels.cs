using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>The features of a dataset that are the label in disguise, looked for once, as each trial of an experiment asks.</summary>
internal static class DisguisedLabels
{
    private const int MostRowsOfClass = 25_000;

    private static readonly ConditionalWeakTable<Dataset, Leak[]> Known = [];

    public static IReadOnlyList<Leak> Of(Dataset data) => data.HasLabels && data.RowCount > 0 ? Known.GetValue(data, Find) : [];

    private static Leak[] Find(Dataset data) =>
        [.. LeakGuard.OfFeatures(Some(data), new LeakOptions()).Where(leak => leak.Kind == LeakKind.LabelInDisguise)];

    // Rows of each class at even distances: a ROC-AUC does not depend on how many there are of each.
    private static Dataset Some(Dataset data)
    {
        if (data.RowCount <= 2 * MostRowsOfClass) return data;
        int frauds = 0, legitimate = 0, fraudStep = StepOf(data.FraudCount), step = StepOf(data.RowCount - data.FraudCount);
        var rows = new List<int>();
        for (int row = 0; row < data.RowCount; row++)
        {
            if (data.Labels[row] ? frauds++ % fraudStep == 0 : legitimate++ % step == 0) rows.Add(row);
        }

        return data.Take([.. rows]);
    }

    private static int StepOf(int count) => Math.Max(1, (count + MostRowsOfClass - 1) / MostRowsOfClass);
}
