namespace FraudMl;

/// <summary>Rows that are values by name: the fields are what a model needs of them, and each must be there, null where missing.</summary>
internal sealed class DictionaryShape(string[] names) : IRowShape<IReadOnlyDictionary<string, object?>>
{
    public IReadOnlyList<RowField> Fields { get; } = [.. names.Select(name => new RowField(name, typeof(object)))];

    public void Write(IReadOnlyDictionary<string, object?> row, RowWriter writer)
    {
        for (int field = 0; field < names.Length; field++)
        {
            if (row.TryGetValue(names[field], out object? value)) writer.Set(field, value);
            else writer.Lacks(field, row.Keys.Except(names));
        }
    }

    public override string ToString() => $"{Fields.Count} fields by name";
}
