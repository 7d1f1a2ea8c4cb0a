namespace FraudMl;

/// <summary>Rows that are values by name: the fields are a model's inputs, and each must be there, null where missing.</summary>
internal sealed class DictionaryShape(IReadOnlyList<SchemaColumn> inputs) : IRowShape<IReadOnlyDictionary<string, object?>>
{
    public IReadOnlyList<RowField> Fields { get; } = [.. inputs.Select(input => new RowField(input.Name, typeof(object)))];

    public void Write(IReadOnlyDictionary<string, object?> row, RowWriter writer)
    {
        for (int field = 0; field < inputs.Count; field++)
        {
            if (row.TryGetValue(inputs[field].Name, out object? value)) writer.Set(field, value);
            else writer.Lacks(field, row.Keys.Except(inputs.Select(input => input.Name)));
        }
    }

    public override string ToString() => $"{Fields.Count} fields by name";
}
