using System.Text.Json.Serialization;

namespace FraudMl.Serving;

/// <summary>An error as MLflow's scoring server answers it, without a stack trace.</summary>
internal sealed record ScoringError(
    [property: JsonPropertyName("error_code")] string ErrorCode,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("sqlstate")] string SqlState,
    [property: JsonPropertyName("error_class")] string ErrorClass)
{
    public static ScoringError Of(ScoringInputException refused) =>
        new(refused.ErrorCode, refused.Message, refused.SqlState, refused.ErrorClass);
}
