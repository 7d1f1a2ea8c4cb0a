using Refit;

namespace FraudMl.Mlflow;

/// <summary>The endpoints of a scoring server: the first is MLflow's, the others are those of FraudMl.Serving.</summary>
internal interface IScoringServer
{
    /// <summary>Tells requests that are sent again from new ones.</summary>
    private const string Key = "Idempotency-Key";

    [Post("/invocations")]
    Task<Stream> InvokeAsync([Body] HttpContent rows, [Header(Key)] string? key, CancellationToken cancellationToken);

    [Post("/score")]
    Task<Stream> ScoreAsync(
        [Body] HttpContent transaction, int reasons, [Header(Key)] string? key, CancellationToken cancellationToken);

    [Post("/score/batch")]
    Task<Stream> ScoreBatchAsync([Body] HttpContent lines, int reasons, [Header(Key)] string? key, CancellationToken cancellationToken);

    [Get("/ping")]
    Task<string> PingAsync(CancellationToken cancellationToken);
}
