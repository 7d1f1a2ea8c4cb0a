using System.Diagnostics;

namespace FraudMl.Mlflow;

/// <summary>Measures requests from the caller's side: with their retries.</summary>
internal sealed class TelemetryHandler : DelegatingHandler
{
    private const string Prefix = "/api/";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        (string method, string route) = (request.Method.Method, RouteOf(request.RequestUri?.AbsolutePath ?? ""));
        using Activity? activity = MlflowTelemetry.Start(method, route);
        int? status = null;
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            status = (int)response.StatusCode;
            return response;
        }
        finally
        {
            MlflowTelemetry.Answered(activity, start, method, route, status);
        }
    }

    /// <summary>Returns the path without what differs from call to call: <c>mlflow/runs/log-batch</c>, <c>mlflow/logged-models</c>,
    /// <c>mlflow-artifacts/artifacts</c>.</summary>
    internal static string RouteOf(string path)
    {
        int api = path.IndexOf(Prefix, StringComparison.Ordinal);
        if (api < 0)
            return path[(path.LastIndexOf('/') + 1)..];
        // Behind the API's version.
        string[] parts = [.. path[(api + Prefix.Length)..].Split('/').Skip(1)];
        bool hasId = parts is ["mlflow", "logged-models" or "webhooks", ..] or ["mlflow-artifacts", ..];
        return string.Join('/', parts.Take(hasId ? 2 : 3));
    }
}
