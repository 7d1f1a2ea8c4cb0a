namespace FraudMl.Serving;

/// <summary>An error as MLflow's scoring server answers it, without a stack trace.</summary>
internal sealed record ScoringError(string ErrorCode, string Message, string Sqlstate, string ErrorClass)
{
    public static ScoringError Of(ScoringInputException refused) => new(refused.ErrorCode, refused.Message, refused.SqlState, refused.ErrorClass);
}
