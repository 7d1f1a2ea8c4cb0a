using Refit;

namespace FraudMl.Mlflow;

/// <summary>The endpoints of a scoring server: the first is MLflow's, the others are those of FraudMl.Serving.</summary>
internal interface IScoringServer
{
    [Post("/invocations")]
    Task<Stream> InvokeAsync([Body] HttpContent rows, CancellationToken cancellationToken);

    [Post("/score")]
    Task<Stream> ScoreAsync([Body] HttpContent transaction, int reasons, CancellationToken cancellationToken);

    [Post("/score/batch")]
    Task<Stream> ScoreBatchAsync([Body] HttpContent lines, int reasons, CancellationToken cancellationToken);

    [Get("/ping")]
    Task<string> PingAsync(CancellationToken cancellationToken);
}
