using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Reporting;

/// <summary>Writes an evaluation as JSON with the names that Python readers expect.</summary>
internal static class EvaluationJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Of(Evaluation evaluation) => JsonSerializer.Serialize(evaluation, Options) + "\n";
}
