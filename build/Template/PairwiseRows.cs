namespace FraudMl.Build.Template;

/// <summary>Few rows in which every pair of values of two options stands that can be, found greedily: each next row is the one with
/// the most pairs that no row before it has.</summary>
internal static class PairwiseRows
{
    /// <param name="options">The options.</param>
    /// <param name="first">Whether a row may be the first one.</param>
    public static TemplateRow[] Of(TemplateOption[] options, Func<TemplateRow, bool> first)
    {
        TemplateRow[] all = [.. Every(options).Where(row => row.CanBe)];
        HashSet<(int, int, string, string)> missing = [.. all.SelectMany(PairsOf)];
        List<TemplateRow> rows = [];
        for (TemplateRow next = all.Where(first).MaxBy(Gain)!; missing.Count > 0; next = all.MaxBy(Gain)!)
        {
            rows.Add(next);
            missing.ExceptWith(PairsOf(next));
        }

        return [.. rows];

        int Gain(TemplateRow row) => PairsOf(row).Count(missing.Contains);
    }

    private static IEnumerable<TemplateRow> Every(TemplateOption[] options) => options.Aggregate<TemplateOption, IEnumerable<TemplateRow>>(
        [new TemplateRow([])],
        (rows, option) => rows.SelectMany(row => option.Values.Select(value => new TemplateRow([.. row.Values, (option.Name, value)]))));

    private static IEnumerable<(int, int, string, string)> PairsOf(TemplateRow row) =>
        from left in Enumerable.Range(0, row.Values.Count)
        from right in Enumerable.Range(left + 1, row.Values.Count - left - 1)
        select (left, right, row.Values[left].Value, row.Values[right].Value);
}
