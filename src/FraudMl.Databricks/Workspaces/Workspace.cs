using FraudMl.Mlflow;
using Microsoft.Extensions.Logging;

namespace FraudMl;

/// <summary>A workspace: its API, logged in and within its limits, and the storage that results lie in, which is never shown a
/// log-in.</summary>
internal sealed class Workspace : IDisposable
{
    // Inline results have at most 25 MiB.
    private const long LargestAnswer = 64 << 20;

    private readonly DatabricksClient _tokens;

    private Workspace(DatabricksSettings settings)
    {
        DatabricksOptions options = settings.Options;
        TimeProvider time = options.Time;
        ILogger logger = DatabricksLog.Of(options.LoggerFactory);
        (Settings, Time, Logger) = (settings, time, logger);
        _tokens = new DatabricksClient(
            settings.Host, CallBudget.Tokens(options.RetryTimeout), time, logger, new WholeAnswersHandler(LargestAnswer));
        Login = new Login(settings, new TokenService(settings.Host, _tokens, time), time, logger);
        Api = Called(CallBudget.Api(options.RetryTimeout));
        Uploads = Called(CallBudget.Uploads(options.RetryTimeout));
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

    // Where the answer is read whole, a log-in that was refused can say why.
    private DatabricksClient Called(CallBudget budget) => new(Settings.Host, budget, Time, Logger,
        new RateLimitHandler(Settings.RequestsPerSecond, Time), new LoginHandler(Login), new WholeAnswersHandler(LargestAnswer));

    public void Dispose()
    {
        Api.Dispose();
        Uploads.Dispose();
        Files.Dispose();
        Login.Dispose();
        _tokens.Dispose();
    }
}
