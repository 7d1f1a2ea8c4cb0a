using Polly;
using Refit;

namespace FraudMl.Mlflow;

/// <summary>Builds connections to servers that speak MLflow's REST API; further backends add their own log-in and artifact store.</summary>
public static class MlflowHttp
{
    // A large file takes longer than a call: an hour with the default timeout.
    private const int ArtifactTimeoutFactor = 30;
    private const string WayOut = "Check the tracking URI and that the server runs.";

    /// <summary>Returns a connection; nothing is sent before the first call.</summary>
    /// <param name="server">Address of the server, with the static prefix if it has one.</param>
    /// <param name="options">Timeout, retries, certificates and, unless <paramref name="authentication"/> is given, the log-in.</param>
    /// <param name="authentication">Makes the handler that logs in, asked for each attempt of a request. Default: the log-in of the
    /// options.</param>
    /// <param name="artifactStore">Where artifact URIs lead. Default: the server's artifact proxy, and folders of this machine.</param>
    public static MlflowConnection Connect(
        Uri server, MlflowOptions options, Func<DelegatingHandler>? authentication = null,
        Func<HttpClient, IMlflowArtifactStore>? artifactStore = null)
    {
        Func<DelegatingHandler> login = authentication ?? (() => new CredentialsHandler(options));
        HttpClient api = ClientOf(server, options, WayOut, TimeProvider.System, new WholeAnswersHandler(), login());
        // A file is read as it comes, and may take longer.
        HttpClient artifacts = ClientOf(
            server, options with { Timeout = options.Timeout * ArtifactTimeoutFactor }, WayOut, TimeProvider.System, login());
        // Health and version are texts, and a file may be a page.
        RefitSettings open = Settings(takesPages: true);
        return Over(api, artifactStore?.Invoke(artifacts) ?? new ProxyArtifactStore(artifacts, api)) with
        {
            Webhooks = RestService.ForGenerated<IMlflowWebhooks>(api, Settings(takesPages: false)),
            Server = RestService.ForGenerated<IMlflowServer>(api, open),
            ArtifactProxy = RestService.ForGenerated<IMlflowArtifactProxy>(artifacts, open),
            Resource = new TwoResources(api, artifacts),
        };
    }

    /// <summary>Returns the areas that every service has that speaks MLflow's API, over a client that logs in and tries again.</summary>
    internal static MlflowConnection Over(HttpClient api, IMlflowArtifactStore artifactStore)
    {
        RefitSettings settings = Settings(takesPages: false);
        return new MlflowConnection
        {
            Experiments = RestService.ForGenerated<IMlflowExperiments>(api, settings),
            Runs = RestService.ForGenerated<IMlflowRuns>(api, settings),
            LoggedModels = RestService.ForGenerated<IMlflowLoggedModels>(api, settings),
            Registry = RestService.ForGenerated<IMlflowRegistry>(api, settings),
            ArtifactStore = artifactStore,
        };
    }

    /// <summary>Returns a client of a server that tries again.</summary>
    /// <param name="server">Its address.</param>
    /// <param name="options">Timeout, retries and certificates.</param>
    /// <param name="wayOut">What to check where there is no answer, in one sentence.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="handlers">What is done for each attempt, from the outside in: log in, read answers whole.</param>
    internal static HttpClient ClientOf(
        Uri server, MlflowOptions options, string wayOut, TimeProvider time, params DelegatingHandler[] handlers)
    {
        HttpMessageHandler inner = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = ServerTrust.Of(options),
        };
        foreach (DelegatingHandler handler in handlers.Reverse())
        {
            handler.InnerHandler = inner;
            inner = handler;
        }

        ResiliencePipeline<HttpResponseMessage> retries =
            HttpRetries.Of(options.RetryCount, options.Timeout, MlflowLog.Of(options.LoggerFactory), time);
        return new HttpClient(new TelemetryHandler
        {
            InnerHandler = new TransportErrorsHandler(wayOut) { InnerHandler = new RetryHandler(retries) { InnerHandler = inner } },
        })
        {
            BaseAddress = new Uri(server.AbsoluteUri.TrimEnd('/') + "/"),

            // The retries limit each attempt.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    private static RefitSettings Settings(bool takesPages) => new(new SystemTextJsonContentSerializer(MlflowJson.Options))
    {
        // A body in chunks, without Content-Length, reaches MLflow's Flask behind uvicorn as an empty one.
        Buffered = true,
        ExceptionFactory = async response => !response.IsSuccessStatusCode ? await HttpErrors.OfAnswerAsync(response).ConfigureAwait(false)
            : !takesPages && HttpErrors.IsPage(response) ? HttpErrors.OfUnreadableAnswer(response, error: null)
            : null,
        // Said by the TransportErrorsHandler; Refit would wrap it for some calls.
        TransportExceptionFactory = (_, error, _) => error,
        DeserializationExceptionFactory = (response, error) =>
            ValueTask.FromResult<Exception?>(HttpErrors.OfUnreadableAnswer(response, error)),
    };
}
