namespace FraudMl.Mlflow;

/// <summary>What a configuration section says of the options; what it leaves out is null.</summary>
/// <remarks>
/// The options themselves can't be bound: the generated binder sets the init properties that a section leaves out to zero.
/// </remarks>
internal sealed class MlflowSettings
{
    public string? TrackingUri { get; set; }

    public string? RegistryUri { get; set; }

    public string? ArtifactRoot { get; set; }

    public string? ArtifactFolder { get; set; }

    public bool? MustExist { get; set; }

    public string? Username { get; set; }

    public string? Password { get; set; }

    public string? Token { get; set; }

    public string? ServerCertificatePath { get; set; }

    public string? ClientCertificatePath { get; set; }

    public bool? InsecureTls { get; set; }

    public TimeSpan? Timeout { get; set; }

    public int? RetryCount { get; set; }

    public string? SpoolFolder { get; set; }

    public long? SpoolLimit { get; set; }

    public MlflowWebhookDelivery? WebhookDelivery { get; set; }

    public MlflowOptions ToOptions()
    {
        var defaults = new MlflowOptions();
        return new MlflowOptions
        {
            TrackingUri = TrackingUri,
            RegistryUri = RegistryUri,
            ArtifactRoot = ArtifactRoot,
            ArtifactFolder = ArtifactFolder,
            MustExist = MustExist ?? defaults.MustExist,
            Username = Username,
            Password = Password,
            Token = Token,
            ServerCertificatePath = ServerCertificatePath,
            ClientCertificatePath = ClientCertificatePath,
            InsecureTls = InsecureTls,
            Timeout = Timeout ?? defaults.Timeout,
            RetryCount = RetryCount ?? defaults.RetryCount,
            SpoolFolder = SpoolFolder,
            SpoolLimit = SpoolLimit ?? defaults.SpoolLimit,
            WebhookDelivery = WebhookDelivery ?? defaults.WebhookDelivery,
        };
    }
}
