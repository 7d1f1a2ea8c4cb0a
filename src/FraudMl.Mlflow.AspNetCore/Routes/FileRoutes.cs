using Microsoft.AspNetCore.Http;

namespace FraudMl.Mlflow;

/// <summary>Files over HTTP: the artifact proxy, and the downloads and uploads of MLflow's own pages.</summary>
internal static class FileRoutes
{
    private const string Proxy = "/mlflow-artifacts/artifacts/";

    // As MLflow's pages have it.
    private const long PageUploadLimit = 10 << 20;

    private static readonly string[] _get = [HttpMethods.Get];

    public static IEnumerable<(string Pattern, string[] Methods, Func<ArtifactCall, Task> Answer)> All { get; } =
    [
        ("/api/2.0/mlflow-artifacts/artifacts/{**path}", [HttpMethods.Get, HttpMethods.Put, HttpMethods.Delete], ProxyAsync),
        ("/ajax-api/2.0/mlflow-artifacts/artifacts/{**path}", [HttpMethods.Get, HttpMethods.Put, HttpMethods.Delete], ProxyAsync),
        ("/get-artifact", _get, RunFileAsync),
        ("/model-versions/get-artifact", _get, VersionFileAsync),
        ("/ajax-api/2.0/mlflow/logged-models/{model_id}/artifacts/files", _get, ModelFileAsync),
        ("/ajax-api/2.0/mlflow/upload-artifact", [HttpMethods.Post], UploadAsync),
    ];

    /// <summary>Answers a path that is none of ours; one that leads out of the artifacts is refused by name.</summary>
    public static Task UnknownAsync(HttpContext context)
    {
        bool isEscape = ArtifactCall.SentPathAfter(context, Proxy) is { } path && path.Split('/').Contains("..");
        return isEscape ? throw new MlflowException(MlflowErrorCodes.InvalidParameterValue, "Invalid path") : Answer.NotFoundAsync(context);
    }

    private static async Task ProxyAsync(ArtifactCall call)
    {
        string path = ArtifactCall.SentPathAfter(call.Context, Proxy) ?? call.Segment("path");
        IMlflowArtifactProxy proxy = call.Client.ArtifactProxy;
        if (HttpMethods.IsGet(call.Method))
        {
            await SendAsync(call, path, await proxy.DownloadAsync(path, call.Cancelled).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        await (HttpMethods.IsPut(call.Method) ? proxy.UploadAsync(path, call.Body(), call.Cancelled)
            : proxy.DeleteAsync(path, call.Cancelled)).ConfigureAwait(false);
        await Answer.JsonAsync(call.Context, result: null).ConfigureAwait(false);
    }

    private static Task RunFileAsync(ArtifactCall call) =>
        SendAsync(call, $"runs:/{call.Query("run_id") ?? call.Query("run_uuid") ?? "None"}", PathOf(call));

    private static Task VersionFileAsync(ArtifactCall call) =>
        SendAsync(call, $"models:/{call.Query("name")}/{call.Query("version")}", PathOf(call));

    private static Task ModelFileAsync(ArtifactCall call) => SendAsync(
        call, $"models:/{call.Segment("model_id")}",
        call.Query("artifact_file_path")
            ?? throw new MlflowException(MlflowErrorCodes.BadRequest, "Request must include the \"artifact_file_path\" query parameter."));

    private static async Task UploadAsync(ArtifactCall call)
    {
        string run = call.Query("run_uuid")
            ?? throw new MlflowException(MlflowErrorCodes.InvalidParameterValue, "Request must specify run_uuid.");
        string path = PathOf(call);
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(call.Context, PageUploadLimit).ConfigureAwait(false);
        using var content = new MemoryStream(body.ToArray());
        await call.Client.Artifacts.UploadAsync($"runs:/{run}/{path}", content, call.Cancelled).ConfigureAwait(false);
        await Answer.TextAsync(call.Context, StatusCodes.Status200OK, "application/json", "").ConfigureAwait(false);
    }

    private static string PathOf(ArtifactCall call) =>
        call.Query("path") ?? throw new MlflowException(MlflowErrorCodes.InvalidParameterValue, "Request must specify path.");

    private static async Task SendAsync(ArtifactCall call, string root, string path) =>
        await SendAsync(call, path, await call.Client.Artifacts.OpenReadAsync($"{root}/{path}", call.Cancelled).ConfigureAwait(false))
            .ConfigureAwait(false);

    private static async Task SendAsync(ArtifactCall call, string path, Stream content)
    {
        await using (content.ConfigureAwait(false))
        {
            HttpResponse response = call.Context.Response;
            response.ContentType = FileTypes.Of(path);
            response.Headers.ContentDisposition = FileTypes.Disposition(path);
            if (content.CanSeek)
                response.ContentLength = content.Length;
            if (!HttpMethods.IsHead(call.Context.Request.Method))
                await content.CopyToAsync(response.Body, call.Cancelled).ConfigureAwait(false);
        }
    }
}
