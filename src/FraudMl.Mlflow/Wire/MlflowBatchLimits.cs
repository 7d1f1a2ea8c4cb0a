namespace FraudMl.Mlflow;

/// <summary>What one log-batch request may hold.</summary>
internal static class MlflowBatchLimits
{
    public const int Metrics = 1_000;
    public const int Params = 100;
    public const int Tags = 100;
    public const int Entities = 1_000;

    /// <summary>Bytes of the request body, with room for what the JSON adds.</summary>
    public const int Bytes = 900_000;
}
