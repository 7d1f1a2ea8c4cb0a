using System.Globalization;

namespace FraudMl;

/// <summary>The groups of one column, their weights, and the weight of each row.</summary>
/// <param name="Table">The groups.</param>
/// <param name="Edges">The inner edges of the bins; empty for a text column.</param>
/// <param name="Weights">The weight of each category or bin, missing last; 0 for one without rows.</param>
internal sealed record EvidenceFit(EvidenceTable Table, float[] Edges, double[] Weights)
{
    /// <summary>Learns from some rows of a text column.</summary>
    public static EvidenceFit Of(TextCategories categories, bool[] labels, int[] rows, WeightOfEvidenceOptions options)
    {
        (int[] frauds, int[] legits) = (new int[categories.Count], new int[categories.Count]);
        foreach (int row in rows) (labels[row] ? frauds : legits)[categories.OfRow[row]]++;
        int[] seen = [.. categories.Sorted().Where(category => frauds[category] + legits[category] > 0)];
        return Weighed(categories.Column.Name, seen,
            [.. seen.Select(category => (categories.Name(category), frauds[category], legits[category]))], categories.Count, [], options);
    }

    /// <summary>Learns from some rows of a number column.</summary>
    public static EvidenceFit Of(SchemaColumn column, float[] values, bool[] labels, int[] rows, WeightOfEvidenceOptions options)
    {
        float[] edges = MonotoneBins.Edges(values.Pick(rows), labels.Pick(rows), options.BinCount, options.Adjustment);
        (int[] frauds, int[] legits) = (new int[edges.Length + 2], new int[edges.Length + 2]);
        foreach (int row in rows) (labels[row] ? frauds : legits)[Group(edges, values[row])]++;
        int[] seen = [.. Enumerable.Range(0, frauds.Length).Where(group => frauds[group] + legits[group] > 0)];
        return Weighed(column.Name, seen, [.. seen.Select(group => (Name(edges, group), frauds[group], legits[group]))], frauds.Length,
            edges, options);
    }

    /// <summary>Returns the group of a number: its bin, or the last one when it is missing.</summary>
    public static int Group(float[] edges, float value) => float.IsNaN(value) ? edges.Length + 1 : EdgeLookup.Passed(edges, value);

    private static EvidenceFit Weighed(
        string column, int[] seen, IReadOnlyList<(string Name, int Frauds, int Legits)> groups, int groupCount, float[] edges,
        WeightOfEvidenceOptions options)
    {
        EvidenceTable table = EvidenceTable.Of(column, groups, options.Adjustment);
        double[] weights = new double[groupCount];
        for (int i = 0; i < seen.Length; i++) weights[seen[i]] = table.Groups[i].Weight;
        return new EvidenceFit(table, edges, weights);
    }

    private static string Name(float[] edges, int group)
    {
        if (group == edges.Length + 1) return "(missing)";
        string from = group == 0 ? "(-∞" : $"[{edges[group - 1].ToString(CultureInfo.InvariantCulture)}";
        return group == edges.Length ? $"{from}, ∞)" : $"{from}, {edges[group].ToString(CultureInfo.InvariantCulture)})";
    }
}
