using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FraudMl.Mlflow;

/// <summary>Which certificates are taken from a server, and which one is shown to it.</summary>
internal static class ServerTrust
{
    /// <exception cref="MlflowException">Thrown when a file holds no certificate, or no private key where there must be one.</exception>
    [SuppressMessage("Security", "CA5359", Justification = "What MLFLOW_TRACKING_INSECURE_TLS asks for.")]
    public static SslClientAuthenticationOptions Of(MlflowOptions options)
    {
        var tls = new SslClientAuthenticationOptions();
        if (options.InsecureTls == true)
            tls.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        else if (options.ServerCertificatePath is { } authorities)
            tls.CertificateChainPolicy = Read(authorities, PolicyOf);
        if (options.ClientCertificatePath is { } own)
            tls.ClientCertificates = [Read(own, CertificateOf)];
        return tls;
    }

    private static X509ChainPolicy PolicyOf(string path)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(path);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException("It holds no certificate.");
    }

    // Windows takes no key that lives in memory only.
    private static X509Certificate2 CertificateOf(string path)
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(path);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new MlflowException(MlflowErrorCodes.InvalidParameterValue,
                $"'{path}' can't be used as a certificate: {error.Message} Name a PEM file.", innerException: error);
        }
    }
}
