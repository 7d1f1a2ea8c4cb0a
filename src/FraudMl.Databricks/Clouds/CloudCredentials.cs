using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Credentials for the files of a model version. They are secrets.</summary>
internal sealed class CloudCredentials
{
    public AwsCredentials? AwsTempCredentials { get; init; }

    public AwsCredentials? R2TempCredentials { get; init; }

    public AzureCredentials? AzureUserDelegationSas { get; init; }

    public GcpCredentials? GcpOauthToken { get; init; }

    /// <summary>Epoch milliseconds.</summary>
    public long? ExpirationTime { get; init; }

    public string? StorageMode { get; init; }

    public CloudEncryption? EncryptionDetails { get; init; }

    [JsonIgnore]
    public AwsKeys Keys => (AwsTempCredentials ?? R2TempCredentials) is { AccessKeyId: { } id, SecretAccessKey: { } secret } keys
        ? new AwsKeys(id, secret, keys.SessionToken)
        : throw new DatabricksException("Databricks gave no keys for the storage of the model version. Try it again.");

    public override string ToString() => "credentials";
}

/// <summary>Keys of AWS or R2.</summary>
internal sealed class AwsCredentials
{
    public string? AccessKeyId { get; init; }

    public string? SecretAccessKey { get; init; }

    public string? SessionToken { get; init; }
}

/// <summary>A shared access signature of Azure.</summary>
internal sealed class AzureCredentials
{
    public string? SasToken { get; init; }
}

/// <summary>A token of Google.</summary>
internal sealed class GcpCredentials
{
    public string? OauthToken { get; init; }
}

/// <summary>How the bucket wants its files encrypted.</summary>
internal sealed class CloudEncryption
{
    public SseEncryption? SseEncryptionDetails { get; init; }
}

/// <summary>Encryption on the server's side.</summary>
internal sealed class SseEncryption
{
    public string? Algorithm { get; init; }

    public string? AwsKmsKeyArn { get; init; }
}
