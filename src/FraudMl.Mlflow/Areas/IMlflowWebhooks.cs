using Refit;

namespace FraudMl.Mlflow;

/// <summary>The webhooks of a model registry (MLflow 3.3 and later).</summary>
public interface IMlflowWebhooks
{
    /// <summary>Creates a webhook.</summary>
    [Post("/api/2.0/mlflow/webhooks")]
    Task<MlflowWebhookAnswer> CreateAsync([Body] MlflowCreateWebhook request, CancellationToken cancellationToken = default);

    /// <summary>Returns a page of webhooks.</summary>
    [Get("/api/2.0/mlflow/webhooks")]
    Task<MlflowWebhookPage> ListAsync(
        [AliasAs("max_results")] int maxResults = 100, [AliasAs("page_token")] string? pageToken = null,
        CancellationToken cancellationToken = default);

    /// <summary>Returns a webhook.</summary>
    [Get("/api/2.0/mlflow/webhooks/{webhook_id}")]
    Task<MlflowWebhookAnswer> GetAsync([AliasAs("webhook_id")] string webhookId, CancellationToken cancellationToken = default);

    /// <summary>Changes a webhook; the id is in the path and in the body.</summary>
    [Patch("/api/2.0/mlflow/webhooks/{webhook_id}")]
    Task<MlflowWebhookAnswer> UpdateAsync([AliasAs("webhook_id")] string webhookId, [Body] MlflowUpdateWebhook request,
        CancellationToken cancellationToken = default);

    /// <summary>Deletes a webhook.</summary>
    [Delete("/api/2.0/mlflow/webhooks/{webhook_id}")]
    Task DeleteAsync([AliasAs("webhook_id")] string webhookId, CancellationToken cancellationToken = default);

    /// <summary>Sends a trial delivery; the id is in the path and in the body.</summary>
    [Post("/api/2.0/mlflow/webhooks/{webhook_id}/test")]
    Task<MlflowWebhookTestAnswer> TestAsync([AliasAs("webhook_id")] string webhookId, [Body] MlflowTestWebhook request,
        CancellationToken cancellationToken = default);
}
