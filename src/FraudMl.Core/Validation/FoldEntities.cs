namespace FraudMl;

/// <summary>Which entity each row belongs to; a row whose key is missing is an entity of its own.</summary>
internal static class FoldEntities
{
    public static (int[] EntityOf, int Count) Of(FoldInput rows, string key, string who)
    {
        int[] entityOf = CodesOf(rows, key, who).ToArray();
        var numbers = new Dictionary<int, int>();
        int alone = 0;
        foreach (int code in entityOf)
        {
            if (code >= 0) numbers.TryAdd(code, 0);
            else alone++;
        }

        int count = 0;
        foreach (int code in numbers.Keys.Order().ToArray()) numbers[code] = count++;
        for (int row = 0; row < entityOf.Length; row++) entityOf[row] = entityOf[row] >= 0 ? numbers[entityOf[row]] : count++;
        return (entityOf, numbers.Count + alone);
    }

    /// <summary>Returns the codes of a key column; negative is missing.</summary>
    public static ReadOnlySpan<int> CodesOf(FoldInput rows, string key, string who) =>
        rows.Keys.TryGetValue(key, out ReadOnlyMemory<int> codes)
        ? codes.Span
        : throw new FraudMlException(
            $"{who} needs the entity key '{key}', and the keys of the data "
            + $"are {(rows.Keys.Count == 0 ? "none" : string.Join(", ", rows.Keys.Keys))}."
            + (NearNames.Hint(key, rows.Keys.Keys) is { Length: > 0 } hint ? hint : $" Name it with schema.Key(\"{key}\")."))
        { ColumnName = key };

    public static (int[] Frauds, int[] Legits) Classes(int[] entityOf, int entityCount, ReadOnlySpan<bool> labels)
    {
        int[] frauds = new int[entityCount], legits = new int[entityCount];
        for (int row = 0; row < entityOf.Length; row++)
        {
            if (labels[row]) frauds[entityOf[row]]++;
            else legits[entityOf[row]]++;
        }

        return (frauds, legits);
    }
}
