using System.Text.Json;
using FraudMl.Sdk.Host.Building;
using FraudMl.Sdk.Host.Models;
using FraudMl.Tracking;

namespace FraudMl.Sdk.Host.Records;

/// <summary>A raw input of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it is stored.</param>
internal sealed record ModelInput(string Name, ColumnKind Kind)
{
    /// <summary>Returns the inputs of a model in their order, without loading it: its steps may be of packages that are not here.</summary>
    public static IReadOnlyList<ModelInput> Of(RestoredModel model)
    {
        try
        {
            return model.Folder.SingleFile is { } file ? OfFile(Path.Combine(model.Folder.Path, file))
                : OfSchema(Path.Combine(model.Folder.Path, ModelManifest.FeaturesPath));
        }
        catch (Exception wrong) when (wrong is FraudMlException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new BuildError(ErrorCodes.FilesDamaged, model.Item.Place, $"What the model '{model.Item.Uri}' takes can't be read: "
                + $"{wrong.Message.TrimEnd('.')}. Without its record, GenerateRecord=\"false\", the build copies it as it is.");
        }
    }

    private static ModelInput[] OfSchema(string path)
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. schema.RootElement.GetProperty("inputs").EnumerateArray()
            .Select(input => new ModelInput(input.GetProperty("name").GetString()!, KindOf(input.GetProperty("kind").GetString())))];
    }

    private static ModelInput[] OfFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return [.. FraudModel.Load(file).Inputs.Select(input => new ModelInput(input.Name, input.Kind))];
    }

    private static ColumnKind KindOf(string? kind) => kind switch
    {
        "number" => ColumnKind.Number,
        "text" => ColumnKind.Text,
        "timestamp" => ColumnKind.Timestamp,
        _ => throw new JsonException($"'{kind}' is no kind of column"),
    };
}
