using System.Text.Json;

namespace FraudMl;

/// <summary>The slots of a model file: a block has an array for each, so a number in the file must not make it larger than the file.</summary>
internal static class StoredSlots
{
    /// <summary>Throws unless every column's slot is among as many as there are columns.</summary>
    public static void Require(StoredModel model)
    {
        SchemaColumn[] columns = [.. model.Inputs, .. model.Steps.SelectMany(step => step.Adds)];
        foreach (SchemaColumn column in columns)
        {
            if (column is null || !Enum.IsDefined(column.Kind) || column.Slot < 0 || column.Slot >= columns.Length)
                throw new JsonException($"a column has a slot outside of 0 to {columns.Length - 1}, or no kind.");
        }
    }
}
