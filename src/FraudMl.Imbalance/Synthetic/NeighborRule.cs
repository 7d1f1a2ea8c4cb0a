namespace FraudMl;

internal static class NeighborRule
{
    /// <summary>Returns whether a row may be the neighbour of another: of the same entity, not later. Null when all may.</summary>
    public static Func<int, int, bool>? Of(string who, TrainingData data, SyntheticRules rules)
    {
        if (rules is { EntityKey: null, PastOnly: false }) return null;
        ReadOnlyMemory<int> entities = rules.EntityKey is { } key ? Entities(who, data, key) : default;
        if (rules.PastOnly && data.Timestamps.IsEmpty)
            throw new FraudMlException($"{who} takes neighbors from the past only, and the rows have no timestamps. Give the dataset a "
                + $"timestamp column, or leave PastOnly out.");
        return (row, neighbor) =>
            (entities.IsEmpty || entities.Span[row] == entities.Span[neighbor])
            && (!rules.PastOnly || data.Timestamps.Span[neighbor] <= data.Timestamps.Span[row]);
    }

    private static ReadOnlyMemory<int> Entities(string who, TrainingData data, string key) =>
        data.Keys.TryGetValue(key, out ReadOnlyMemory<int> entities)
        ? entities
        : throw new FraudMlException(
            $"{who} keeps the entities of '{key}' apart, and there is no such key "
            + $"column.{NearNames.Hint(key, data.Keys.Keys)} "
            + (data.Keys.Count == 0
                ? "There are none: give the column the role of a key"
                : $"There are {string.Join(", ", data.Keys.Keys)}")
            + ".")
        { ColumnName = key };
}
