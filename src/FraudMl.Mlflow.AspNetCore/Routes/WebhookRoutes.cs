using Microsoft.AspNetCore.Http;
using static FraudMl.Mlflow.Rules;

namespace FraudMl.Mlflow;

/// <summary>Webhooks over HTTP.</summary>
internal static class WebhookRoutes
{
    private const string Root = "2.0/mlflow/webhooks";
    private const string One = $"{Root}/{{webhook_id}}";

    public static IEnumerable<ServerRoute> All { get; } =
    [
        ServerRoute.Post<MlflowCreateWebhook>(
            Root, (call, request) => Answer(call.Client.Webhooks.CreateAsync(request, call.Cancelled)),
            Required("name"), Text("description"), Required("url"), new FieldRule("events", FieldRules.Required | FieldRules.List),
            Text("secret"), Text("status")),
        ServerRoute.Get(
            Root, call => Answer(call.Client.Webhooks.ListAsync(call.Whole("max_results") ?? 100, call.TextOrNull("page_token"),
                call.Cancelled)), Whole("max_results")),
        ServerRoute.Get(One, call => Answer(call.Client.Webhooks.GetAsync(call.Segment("webhook_id"), call.Cancelled))),
        ServerRoute.Of<MlflowUpdateWebhook>(
            HttpMethods.Patch, One, (call, request) =>
                Answer(call.Client.Webhooks.UpdateAsync(call.Segment("webhook_id"), request, call.Cancelled)),
            Text("name"), Text("description"), Text("url"), List("events"), Text("secret"), Text("status")),
        new(HttpMethods.Delete, One, call => Done(call.Client.Webhooks.DeleteAsync(call.Segment("webhook_id"), call.Cancelled))),
        ServerRoute.Post<MlflowTestWebhook>($"{One}/test",
            (call, request) => Answer(call.Client.Webhooks.TestAsync(call.Segment("webhook_id"), request, call.Cancelled))),
    ];
}
