using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow;

/// <summary>Where the tracking store is and how to reach it.</summary>
public sealed record MlflowOptions
{
    /// <summary>The tracking URI: <c>sqlite:///relative.db</c>, <c>sqlite:////absolute.db</c>, <c>http(s)://…</c>, or a scheme of
    /// <see cref="Backends"/>.</summary>
    /// <value>Default: the environment variable MLFLOW_TRACKING_URI, else <c>sqlite:///mlflow.db</c>.</value>
    public string? TrackingUri { get; init; }

    /// <summary>Where the model registry is, when it is another store than the one that keeps the runs; all forms of
    /// <see cref="TrackingUri"/>.</summary>
    /// <value>Default: the environment variable MLFLOW_REGISTRY_URI, else the tracking store.</value>
    public string? RegistryUri { get; init; }

    /// <summary>The folder of the embedded store's artifacts, or <c>mlflow-artifacts:/</c> when a server stands in front of it.
    /// Ignored by servers.</summary>
    /// <value>Default: <c>mlartifacts</c> beside the database.</value>
    public string? ArtifactRoot { get; init; }

    /// <summary>The folder behind <c>mlflow-artifacts:/</c>. Ignored unless <see cref="ArtifactRoot"/> is
    /// <c>mlflow-artifacts:/</c>.</summary>
    /// <value>Default: <c>mlartifacts</c> beside the database.</value>
    public string? ArtifactFolder { get; init; }

    /// <summary>Whether a missing file of the embedded store is an error instead of a new, empty store: right for those that only read.
    /// Ignored by servers.</summary>
    /// <value>Default: false.</value>
    public bool MustExist { get; init; }

    /// <summary>User name for basic authentication.</summary>
    /// <value>Default: MLFLOW_TRACKING_USERNAME.</value>
    public string? Username { get; init; }

    /// <summary>Password for basic authentication.</summary>
    /// <value>Default: MLFLOW_TRACKING_PASSWORD.</value>
    public string? Password { get; init; }

    /// <summary>Bearer token; wins over user name and password.</summary>
    /// <value>Default: MLFLOW_TRACKING_TOKEN.</value>
    public string? Token { get; init; }

    /// <summary>Gives the bearer token, asked before each attempt of a request, so that one that expires between two attempts is renewed;
    /// wins over <see cref="Token"/>.</summary>
    /// <remarks>Keep the token as long as it is good: every attempt of every request asks for it.</remarks>
    /// <value>Default: none.</value>
    public Func<CancellationToken, ValueTask<string>>? TokenSource { get; init; }

    /// <summary>A PEM file with the authorities that the server's certificate may come from, instead of those of the system.</summary>
    /// <value>Default: MLFLOW_TRACKING_SERVER_CERT_PATH.</value>
    public string? ServerCertificatePath { get; init; }

    /// <summary>A PEM file with the certificate and the private key that this client shows to the server.</summary>
    /// <value>Default: MLFLOW_TRACKING_CLIENT_CERT_PATH.</value>
    public string? ClientCertificatePath { get; init; }

    /// <summary>Whether any certificate of the server is taken: for tests only, since anybody in between can read and
    /// change what is sent.</summary>
    /// <value>Default: MLFLOW_TRACKING_INSECURE_TLS is <c>true</c> or <c>1</c>, else false. Not together with
    /// <see cref="ServerCertificatePath"/>.</value>
    public bool? InsecureTls { get; init; }

    /// <summary>How long one attempt of a request may take, and how long the embedded store waits for another writer.</summary>
    /// <value>Above zero, at most a day. Default: 120 s.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often a failed request is sent again (408, 429, 500, 502, 503, 504, no connection).</summary>
    /// <value>0 to 10. Default: 5.</value>
    public int RetryCount { get; init; } = 5;

    /// <summary>The folder that keeps what runs log until the store has it; on a disk of this machine.</summary>
    /// <value>Default: <c>fraudml/mlflow-spool</c> in the user's local application data, else in the temporary folder.</value>
    public string? SpoolFolder { get; init; }

    /// <summary>How many bytes of a run may wait there. Beyond, logging waits for the store, and fails while the store is away; the end
    /// of a run always fits.</summary>
    /// <value>1,000,000 to 1 TB. Default: 256 MB, about two million metric values.</value>
    public long SpoolLimit { get; init; } = 256_000_000;

    /// <summary>Whether the embedded store tells webhooks what happens in its registry; servers switch it on.
    /// Ignored by other stores.</summary>
    /// <value>Default: none.</value>
    public MlflowWebhookDelivery WebhookDelivery { get; init; }

    /// <summary>Further kinds of tracking URI; in a host those of the container come to them.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<IMlflowBackend> Backends { get; init; } = [];

    /// <summary>Hears of retries, of a store that is away and back, and of what becomes of the spool; never of a secret
    /// or a value of a run.</summary>
    /// <value>Default: that of the host, else nobody.</value>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Where the files of models are that a registry is to keep, when they are in another store than its own.</summary>
    internal IMlflowArtifactStore? Sources { get; init; }

    /// <summary>Returns the kind of store only: options hold secrets.</summary>
    public override string ToString() =>
        $"{nameof(MlflowOptions)} {{ Scheme = {(TrackingUri is null ? "default" : MlflowTrackingUri.SchemeOf(TrackingUri))} }}";

    /// <summary>Returns everything that is wrong with the options, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
            yield return $"Timeout must be above zero and at most a day. Got {Timeout} instead.";
        if (RetryCount is < 0 or > 10)
            yield return $"RetryCount must be in [0, 10]. Got {RetryCount} instead.";
        if (SpoolLimit is < 1_000_000 or > 1_000_000_000_000)
            yield return $"SpoolLimit must be in [1000000, 1000000000000] bytes. Got {SpoolLimit} instead.";
        if (InsecureTls == true && ServerCertificatePath is not null)
            yield return "InsecureTls takes any certificate, ServerCertificatePath only some. Set one of them.";
        foreach ((string name, string? path) in ((string, string?)[])[(nameof(ServerCertificatePath), ServerCertificatePath),
            (nameof(ClientCertificatePath), ClientCertificatePath)])
        {
            if (path is not null && !File.Exists(path))
                yield return $"{name} must be a PEM file. There is none at '{path}'.";
        }

        foreach ((string name, string? uri) in ((string, string?)[])[(nameof(TrackingUri), TrackingUri),
            (nameof(RegistryUri), RegistryUri)])
        {
            if (uri is not null && MlflowTrackingUri.Problem(name, uri) is { } problem)
                yield return problem;
        }
    }

    /// <summary>Returns a copy in which what was not set comes from the MLFLOW_* environment variables, then from the defaults.</summary>
    internal MlflowOptions Complete() => this with
    {
        TrackingUri = TrackingUri ?? FromEnvironment("MLFLOW_TRACKING_URI") ?? "sqlite:///mlflow.db",
        RegistryUri = RegistryUri ?? FromEnvironment("MLFLOW_REGISTRY_URI"),
        Username = Username ?? FromEnvironment("MLFLOW_TRACKING_USERNAME"),
        Password = Password ?? FromEnvironment("MLFLOW_TRACKING_PASSWORD"),
        Token = Token ?? FromEnvironment("MLFLOW_TRACKING_TOKEN"),
        ServerCertificatePath = ServerCertificatePath ?? FromEnvironment("MLFLOW_TRACKING_SERVER_CERT_PATH"),
        ClientCertificatePath = ClientCertificatePath ?? FromEnvironment("MLFLOW_TRACKING_CLIENT_CERT_PATH"),
        InsecureTls = InsecureTls ?? FromEnvironment("MLFLOW_TRACKING_INSECURE_TLS")?.ToLowerInvariant() is "true" or "1",
        SpoolFolder = SpoolFolder ?? Path.Combine(LocalData(), "fraudml", "mlflow-spool"),
    };

    /// <summary>Returns the kind of store that a tracking URI names.</summary>
    internal IMlflowBackend BackendOf(string uri, IEnumerable<IMlflowBackend> own)
    {
        IMlflowBackend[] all = [.. Backends, .. own];
        string scheme = MlflowTrackingUri.SchemeOf(uri);
        return all.FirstOrDefault(candidate => candidate.Schemes.Contains(scheme)) ?? throw MlflowException.Invalid(
            $"The tracking URI '{MlflowTrackingUri.WithoutCredentials(uri)}' has an unknown scheme. Known "
            + $"are: {string.Join(", ", all.SelectMany(candidate => candidate.Schemes))}. "
            + (scheme.StartsWith("databricks", StringComparison.Ordinal)
                ? "The package FraudMl.Databricks adds databricks: give Backends = [new DatabricksBackend()]."
                : "MLflow's folder store (./mlruns) is not supported; use sqlite:///mlflow.db."));
    }

    /// <summary>Returns the options if they keep the rules.</summary>
    internal MlflowOptions Checked()
    {
        string[] problems = [.. Problems()];
        return problems.Length == 0
            ? this : throw MlflowException.Invalid("The MlflowOptions are invalid:\n- " + string.Join("\n- ", problems));
    }

    private static string LocalData() =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } folder ? folder : Path.GetTempPath();

    private static string? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
