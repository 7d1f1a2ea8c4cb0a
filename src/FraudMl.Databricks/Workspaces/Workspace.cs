using Microsoft.Extensions.Logging;

namespace FraudMl;

/// <summary>A workspace: its API, logged in and within its limits, and the storage that results lie in, which is never shown a
/// log-in.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly DatabricksClient _tokens;

    private Workspace(DatabricksSettings settings)
    {
        DatabricksOptions options = settings.Options;
        TimeProvider time = options.Time;
        ILogger logger = DatabricksLog.Of(options.LoggerFactory);
        (Settings, Time, Logger) = (settings, time, logger);
        _tokens = new DatabricksClient(
            settings.Host, CallBudget.Tokens(options.RetryTimeout), time, logger, new DatabricksClient.WholeAnswers());
        Login = new Login(settings, new TokenService(settings.Host, _tokens, time), time, logger);
        Api = new DatabricksClient(settings.Host, CallBudget.Api(options.RetryTimeout), time, logger,
            new DatabricksClient.WholeAnswers(), new RateLimitHandler(settings.RequestsPerSecond, time), new LoginHandler(Login));
        Uploads = new DatabricksClient(settings.Host, CallBudget.Uploads(options.RetryTimeout), time, logger,
            new DatabricksClient.WholeAnswers(), new RateLimitHandler(settings.RequestsPerSecond, time), new LoginHandler(Login));
        Files = new DatabricksClient(address: null, CallBudget.Files(options.RetryTimeout), time, logger);
    }

    public DatabricksSettings Settings { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public Login Login { get; }

    public DatabricksClient Api { get; }

    /// <value>The API where a call carries a file.</value>
    public DatabricksClient Uploads { get; }

    public DatabricksClient Files { get; }

    /// <summary>Returns a workspace; nothing is sent before the first call.</summary>
    /// <exception cref="DatabricksException">Thrown when no workspace is named, or the settings contradict each other.</exception>
    public static Workspace Open(DatabricksOptions? options = null) => new(DatabricksSettings.Of(options ?? new DatabricksOptions()));

    public void Dispose()
    {
        Api.Dispose();
        Uploads.Dispose();
        Files.Dispose();
        Login.Dispose();
        _tokens.Dispose();
    }
}
