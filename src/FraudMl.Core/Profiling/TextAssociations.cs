namespace FraudMl;

/// <summary>Cramér's V of text features, each with each.</summary>
internal static class TextAssociations
{
    private const int MostTexts = 1000;

    public static CorrelationTable? Of(Dataset data, IReadOnlyList<ColumnProfile> profiles, ProfileOptions options,
        CancellationToken cancellationToken)
    {
        TextColumn[] columns = [.. data.Columns.Zip(profiles)
            .Where(pair => pair.First.Is(ColumnRoles.Feature) && pair.Second.DistinctCount is > 1 and <= MostTexts)
            .Select(pair => pair.First).OfType<TextColumn>().Where(column => column.Dictionary.Count <= MostTexts)
            .Take(options.CorrelationColumnCount)];
        if (columns.Length < 2) return null;
        var values = new double?[columns.Length][];
        for (int i = 0; i < columns.Length; i++) values[i] = new double?[columns.Length];
        (int, int)[] pairs = [.. Enumerable.Range(0, columns.Length).SelectMany(
            i => Enumerable.Range(i, columns.Length - i).Select(j => (i, j)))];
        Parallel.ForEach(pairs, new() { CancellationToken = cancellationToken }, pair =>
        {
            (int i, int j) = pair;
            values[i][j] = values[j][i] = i == j ? 1 : CramersV.Of(columns[i], columns[j]);
        });
        return new([.. columns.Select(column => column.Name)], values);
    }
}
