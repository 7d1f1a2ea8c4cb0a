namespace FraudMl;

/// <summary>The categories of a text column in training rows: one per code, and one more, the last, for missing texts.</summary>
/// <param name="Column">The column.</param>
/// <param name="OfRow">The category of each row.</param>
/// <param name="Counts">The rows of each category.</param>
internal sealed record TextCategories(SchemaColumn Column, int[] OfRow, int[] Counts)
{
    public int Count => Counts.Length;

    public int Missing => Counts.Length - 1;

    /// <summary>Returns the categories of each text column that a step works on.</summary>
    public static IReadOnlyList<TextCategories> In(TrainingRows rows, Columns columns, string step)
    {
        IReadOnlyList<SchemaColumn> inputs = columns.In(rows.Schema);
        NewColumns.Require(inputs, ColumnKind.Text, step);
        return [.. inputs.Select(input => Of(rows, input))];
    }

    public static TextCategories Of(TrainingRows rows, SchemaColumn input)
    {
        ReadOnlySpan<int> codes = rows.Codes(input);
        int[] categories = new int[codes.Length], counts = new int[input.Texts!.Count + 1];
        for (int row = 0; row < codes.Length; row++)
        {
            categories[row] = codes[row] >= 0 ? codes[row] : counts.Length - 1;
            counts[categories[row]]++;
        }

        return new TextCategories(input, categories, counts);
    }

    /// <summary>Returns the categories that occur, texts by code point, missing last: the order of scikit-learn.</summary>
    public int[] Sorted() => [.. Enumerable.Range(0, Missing).Where(category => Counts[category] > 0)
        .OrderBy(category => Column.Texts![category], CodePoints.Order), .. Counts[Missing] > 0 ? new[] { Missing } : []];

    /// <summary>Returns the name of a category; that of missing texts gives way to a text that reads the same.</summary>
    public string Name(int category) => category == Missing
        ? Unlike("(missing)", Enumerable.Range(0, Missing).Where(text => Counts[text] > 0).Select(text => Column.Texts![text]))
        : Column.Texts![category];

    /// <summary>Returns a name that no other is like: the one wished for, or the same with a number behind it.</summary>
    public static string Unlike(string wished, IEnumerable<string> others)
    {
        HashSet<string> taken = [.. others.Where(other => other.StartsWith(wished, StringComparison.Ordinal))];
        return NewNames.Free(wished, taken.Contains);
    }

    /// <summary>Returns a feature made from the column, for example <c>City.Frequency</c>.</summary>
    public FeatureColumn Feature(string name, FreeNames names) => new(names.Give($"{Column.Name}.{name}"), Column.Feature.Sources);

    /// <summary>Returns a table with a number for each category that occurs; the others are unknown.</summary>
    public LookupTable Table(int slot, FeatureColumn feature, Func<int, double> valueOf, double unknown)
    {
        float[] values = [.. Enumerable.Range(0, Count).Select(category => (float)(Counts[category] > 0 ? valueOf(category) : unknown))];
        var output = new SchemaColumn(ColumnKind.Number, slot, feature);
        return new LookupTable(Column.Name, Column.Slot, Column.Texts!, values[..Missing], values[Missing], (float)unknown, output);
    }
}
