namespace FraudMl.Reporting;

/// <summary>The columns whose segments are shown: the amount and texts of few values, such as country and channel.</summary>
internal static class SegmentColumns
{
    private const int MostColumns = 5, MostTexts = 50;
    private static readonly string[] AmountNames = ["amount", "amt"];

    public static IEnumerable<DataColumn> Of(Dataset data, IReadOnlyList<string>? named) =>
        named is not null ? named.Select(name => data[name]) : Usual(data).Take(MostColumns);

    private static IEnumerable<DataColumn> Usual(Dataset data)
    {
        DataColumn[] features = [.. data.Columns.Where(
            column => column.Is(ColumnRoles.Feature) && !column.Is(ColumnRoles.Key | ColumnRoles.Label))];
        NumberColumn? amount = features.OfType<NumberColumn>().FirstOrDefault(column =>
            AmountNames.Any(part => column.Name.Contains(part, StringComparison.OrdinalIgnoreCase)));
        IEnumerable<TextColumn> texts = features.OfType<TextColumn>().Where(column => column.Dictionary.Count is > 1 and <= MostTexts);
        return amount is null ? texts : texts.Prepend<DataColumn>(amount);
    }
}
