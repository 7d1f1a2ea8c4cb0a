using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow;

/// <summary>Runs the endpoints: checks who asks, picks the method, and turns errors into answers.</summary>
internal sealed partial class ApiServer(MlflowServerOptions options, TimeProvider time)
{
    private readonly ServerGuard _guard = new(options);
    private readonly BodyBudget _budget = new(options.MaxConcurrentBodyBytes, time);

    /// <summary>Answers the methods of one path of the API.</summary>
    public RequestDelegate Serve(ServerRoute[] routes)
    {
        string[] methods = [.. routes.Select(route => route.Method)];
        RequestDelegate serve = Serve(methods, async (context, method) =>
        {
            ApiCall call = await ApiCall.ReadAsync(context, ClientOf(context), options.MaxBodyBytes, _budget).ConfigureAwait(false);
            object? result = await routes[Array.IndexOf(methods, method)].Answer(call).ConfigureAwait(false);
            await Answer.JsonAsync(context, result).ConfigureAwait(false);
        });
        // Routing overlooks a slash at the end; MLflow does not.
        return context => context.Request.Path.Value!.EndsWith('/') ? Guarded(Answer.NotFoundAsync)(context) : serve(context);
    }

    /// <summary>Answers requests for files.</summary>
    public RequestDelegate Serve(string[] methods, Func<ArtifactCall, Task> answer) =>
        Serve(methods, (context, method) => answer(new ArtifactCall(context, ClientOf(context), method, options.MaxArtifactBytes)));

    /// <summary>Answers everybody, whatever host they ask for and without a log-in.</summary>
    public static RequestDelegate ServeOpen(Func<MlflowClient, CancellationToken, Task<string>> answer) =>
        context => RunAsync(context, async () =>
    {
        SecurityHeaders.Add(context.Response);
        string text = await answer(ClientOf(context), context.RequestAborted).ConfigureAwait(false);
        await Answer.TextAsync(context, StatusCodes.Status200OK, "text/html; charset=utf-8", text).ConfigureAwait(false);
    });

    /// <summary>Answers those that may ask.</summary>
    public RequestDelegate Guarded(RequestDelegate answer) => context => RunAsync(context, async () =>
    {
        if (await _guard.AdmitsAsync(context).ConfigureAwait(false))
            await answer(context).ConfigureAwait(false);
    });

    private RequestDelegate Serve(string[] methods, Func<HttpContext, string, Task> answer)
    {
        string allowed = string.Join(", ", methods.Append(HttpMethods.Options)
            .Concat(methods.Contains(HttpMethods.Get) ? [HttpMethods.Head] : []).Order(StringComparer.Ordinal));
        return Guarded(context =>
        {
            string method = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
            if (methods.Contains(method))
                return answer(context, method);
            if (!HttpMethods.IsOptions(method))
                return Answer.MethodNotAllowedAsync(context, allowed);
            context.Response.Headers.Allow = allowed;
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    private static async Task RunAsync(HttpContext context, Func<Task> answer)
    {
        try
        {
            await answer().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (MlflowException error) when (!context.Response.HasStarted && (int)error.StatusCode is < 500 or 501)
        {
            await Answer.ErrorAsync(context, error).ConfigureAwait(false);
        }
        catch (Exception error) when (!context.Response.HasStarted && error is not BadHttpRequestException)
        {
            // What went wrong stays in the log: a message could quote paths and data.
            Log.Failed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger<ApiServer>(), error,
                context.Request.Method, context.Request.Path);
            await Answer.ErrorAsync(context, ServerFault.Of(error)).ConfigureAwait(false);
        }
    }

    private static MlflowClient ClientOf(HttpContext context) => context.RequestServices.GetRequiredService<MlflowClient>();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
        public static partial void Failed(ILogger logger, Exception error, string method, string path);
    }
}
