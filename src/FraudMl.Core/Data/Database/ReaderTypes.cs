namespace FraudMl;

/// <summary>Finds the type of a column whose values bring their own.</summary>
internal static class ReaderTypes
{
    /// <summary>Returns the one type that fits all values; where there is none to see, the declared one, else a number as in CSV.</summary>
    public static Type Of(IEnumerable<object?> values, Type declared)
    {
        Type[] types = [.. values.Where(value => value is not (null or DBNull)).Select(value => value!.GetType()).Distinct()];
        return types.Length == 0 ? (TypedValue.KindOf(declared) is null ? typeof(double) : declared)
            : types.Length == 1 ? types[0]
            : types.All(type => TypedValue.KindOf(type) == ColumnKind.Number) ? typeof(double)
            : types.All(type => TypedValue.KindOf(type) == ColumnKind.Timestamp) ? typeof(DateTime)
            : typeof(string);
    }
}
