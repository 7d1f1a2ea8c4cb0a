using System.Text.Json;

namespace FraudMl;

/// <summary>
/// The steps and slots of a model file: a block has an array for each slot, so a number in the file must not make it larger than the file.
/// </summary>
internal static class StoredSlots
{
    // Each step makes a schema of its own, which lists the columns that stand behind it.
    private const long MostListed = 20_000_000;

    /// <summary>Throws unless every column's slot is among as many as there are columns.</summary>
    public static void Require(StoredModel model)
    {
        SchemaColumn[] columns = [.. model.Inputs, .. model.Steps.SelectMany(step => step.Adds)];
        if ((long)columns.Length * model.Steps.Count > MostListed)
            throw new JsonException($"its {model.Steps.Count} steps are too many for {columns.Length} columns.");
        foreach (SchemaColumn column in columns)
        {
            if (column is null || !Enum.IsDefined(column.Kind) || column.Slot < 0 || column.Slot >= columns.Length)
                throw new JsonException($"a column has a slot outside of 0 to {columns.Length - 1}, or no kind.");
        }
    }
}
