namespace FraudMl;

/// <summary>Puts the columns of one name together; a part that lacks it, or has no value of it, is missing.</summary>
internal static class ConcatColumns
{
    public static DataColumn Of(string name, Dataset[] parts)
    {
        DataColumn[] present = [.. parts.Where(part => part.Has(name)).Select(part => part[name])];
        DataColumn typed = present.FirstOrDefault(column => !column.IsEmpty) ?? present[0];
        ColumnRoles roles = present[0].Roles;
        return typed switch
        {
            NumberColumn => Numbers(name, roles, parts),
            TextColumn => Texts(name, roles, parts),
            _ => new TimestampColumn(name, Joined(parts, name, TimestampColumn.Missing,
                (TimestampColumn times, Span<long> to) => times.Values.CopyTo(to)), roles),
        };
    }

    private static NumberColumn Numbers(string name, ColumnRoles roles, Dataset[] parts)
    {
        float[] values = Joined(parts, name, float.NaN, (NumberColumn numbers, Span<float> to) => numbers.Values.CopyTo(to));
        bool areExact = parts.All(part => !part.Has(name) || part[name] is not NumberColumn { } numbers
            || (!numbers.IsRounded && numbers.Origin == 0));
        if (areExact) return new NumberColumn(name, values, roles);
        double[] exact = Joined(parts, name, double.NaN, (NumberColumn numbers, Span<double> to) =>
        {
            for (int row = 0; row < to.Length; row++) to[row] = numbers.Exact(row);
        });
        return NumberColumn.OfTimes(name, roles, exact, values);
    }

    private static TextColumn Texts(string name, ColumnRoles roles, Dataset[] parts)
    {
        TextDictionary dictionary = Merged([.. parts.Where(part => part.Has(name)).Select(part => part[name]).OfType<TextColumn>()
            .Select(column => column.Dictionary).Distinct()]);
        int[] codes = Joined(parts, name, TextDictionary.Missing, (TextColumn texts, Span<int> to) =>
        {
            if (texts.Dictionary == dictionary)
            {
                texts.Codes.CopyTo(to);
                return;
            }

            int[] map = dictionary.MapFrom(texts.Dictionary);
            for (int row = 0; row < to.Length; row++) to[row] = texts.Codes[row] is >= 0 and var code ? map[code] : texts.Codes[row];
        });
        return new TextColumn(name, codes, dictionary, roles);
    }

    // The texts of the first in its order, then those that are new in the next.
    private static TextDictionary Merged(TextDictionary[] dictionaries)
    {
        if (dictionaries.Length == 1) return dictionaries[0];
        string[] texts = [.. dictionaries.SelectMany(dictionary => dictionary.Texts).Distinct(StringComparer.Ordinal)];
        return texts.Length == dictionaries[0].Count ? dictionaries[0] : new TextDictionary(texts);
    }

    private delegate void Copy<TColumn, T>(TColumn column, Span<T> to);

    private static T[] Joined<TColumn, T>(Dataset[] parts, string name, T missing, Copy<TColumn, T> copy)
        where TColumn : DataColumn
    {
        var joined = new T[parts.Sum(part => part.RowCount)];
        int at = 0;
        foreach (Dataset part in parts)
        {
            Span<T> to = joined.AsSpan(at, part.RowCount);
            if (part.Has(name) && part[name] is TColumn column) copy(column, to);
            else to.Fill(missing);
            at += part.RowCount;
        }

        return joined;
    }
}
