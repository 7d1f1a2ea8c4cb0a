namespace FraudMl.Mlflow;

/// <summary>Who may use a tracking server, and how much it takes.</summary>
public sealed record MlflowServerOptions
{
    /// <summary>Host names that requests may ask for, with or without a port; <c>*</c> stands for any text.</summary>
    /// <value>Default: <c>localhost</c> and addresses of this machine and of private networks. This stops DNS rebinding.</value>
    public IReadOnlyList<string> AllowedHosts { get => field ?? []; init; }

    /// <summary>Origins of web pages that may change something, such as <c>https://mlflow.example.com</c>;
    /// <c>*</c> stands for any.</summary>
    /// <value>Default: pages of this machine only.</value>
    public IReadOnlyList<string> AllowedOrigins { get => field ?? []; init; }

    /// <summary>The API key: clients send it as a bearer token, MLflow's own from MLFLOW_TRACKING_TOKEN.</summary>
    /// <value>Default: none.</value>
    public string? Token { get; init; }

    /// <summary>User name of basic authentication, which MLflow's clients take from MLFLOW_TRACKING_USERNAME.</summary>
    /// <value>Default: none.</value>
    public string? Username { get; init; }

    /// <summary>Password of basic authentication.</summary>
    /// <value>Default: none.</value>
    public string? Password { get; init; }

    /// <summary>The longest JSON body, in bytes; a longer one is answered with 413.</summary>
    /// <value>At least 1,000,000, which is what a log-batch may have. Default: 32 MiB.</value>
    public long MaxBodyBytes { get; init; } = 32 << 20;

    /// <summary>
    /// How many bytes all JSON bodies above 1 MiB may have together, while they are handled; beyond, requests are answered with 503.
    /// </summary>
    /// <value>At least 1,000,000; one body always fits. Default: 64 MiB.</value>
    public long MaxConcurrentBodyBytes { get; init; } = 64 << 20;

    /// <summary>The longest artifact, in bytes; a longer one is answered with 413.</summary>
    /// <value>Default: no limit.</value>
    public long? MaxArtifactBytes { get; init; }

    /// <summary>Returns the names only: options hold secrets.</summary>
    public override string ToString() =>
        $"{nameof(MlflowServerOptions)} {{ Token = {(Token is null ? "none" : "set")}, Username = {Username ?? "none"} }}";

    internal void Check()
    {
        string[] problems = [.. Problems()];
        if (problems.Length > 0)
            throw new ArgumentException("The MlflowServerOptions are invalid:\n- " + string.Join("\n- ", problems));
    }

    private IEnumerable<string> Problems()
    {
        if (MaxBodyBytes < 1_000_000)
            yield return $"MaxBodyBytes must be at least 1000000. Got {MaxBodyBytes} instead.";
        if (MaxConcurrentBodyBytes < 1_000_000)
            yield return $"MaxConcurrentBodyBytes must be at least 1000000. Got {MaxConcurrentBodyBytes} instead.";
        if (MaxArtifactBytes < 1)
            yield return $"MaxArtifactBytes must be at least 1. Got {MaxArtifactBytes} instead.";
        if (string.IsNullOrEmpty(Username) != string.IsNullOrEmpty(Password))
            yield return "Username and Password must be set together.";
        if (Token is "")
            yield return "Token must not be empty; leave it out for a server without one.";
    }
}
