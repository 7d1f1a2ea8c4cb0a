using System.Text.Json;

namespace FraudMl.Tracking;

/// <summary>The signature of a model directory: JSON texts inside the YAML, one item per column.</summary>
/// <remarks>
/// Numbers are declared double: MLflow's ONNX wrapper casts them to the graph's float, and data frames of doubles, which is what
/// pandas makes, would be refused for float.
/// </remarks>
internal static class ModelSignature
{
    public static string Inputs(FraudModel model) => Columns(model.OnnxInputNames.Zip(model.Inputs, (name, input) => (name, TypeOf(input.Kind))));

    public static string Outputs(FraudModel model) => Columns(model.OnnxOutputNames.Zip(["float", "long"]));

    /// <summary>Returns MLflow's type of a column.</summary>
    public static string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "double",
        ColumnKind.Text => "string",
        _ => "long",
    };

    /// <summary>Returns a column schema as MLflow writes it.</summary>
    public static string Columns(IEnumerable<(string Name, string Type)> columns) =>
        "[" + string.Join(", ", columns.Select(column =>
            $$"""{"type": "{{JsonEncodedText.Encode(column.Type)}}", "name": "{{JsonEncodedText.Encode(column.Name)}}", "required": true}""")) + "]";
}
