using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FraudMl.Tool.Checks;

/// <summary>The certificates that MLflow's environment variables name.</summary>
internal static class CertificateChecks
{
    private static readonly string[] Variables = ["MLFLOW_TRACKING_SERVER_CERT_PATH", "MLFLOW_TRACKING_CLIENT_CERT_PATH"];

    private static readonly TimeSpan ShortestValidity = TimeSpan.FromDays(14);

    public static IEnumerable<Check> Of(TimeProvider time)
    {
        (string Variable, string? Path)[] named = [.. Variables.Select(name => (name, Environment.GetEnvironmentVariable(name)))];
        Check[] checks = [.. named.Where(one => !string.IsNullOrEmpty(one.Path)).Select(one => Of(one.Variable, one.Path!, time))];
        return checks.Length > 0 ? checks : [Check.Ok("certificates", "the system's; no others are named")];
    }

    public static Check Of(string variable, string path, TimeProvider time)
    {
        const string Name = "certificates";
        if (!File.Exists(path)) return Check.Wrong(Name, $"{variable} names '{path}', which is not there", $"unset {variable}");
        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(path);
            string until = string.Create(CultureInfo.InvariantCulture, $"{certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}");
            TimeSpan left = certificate.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime;
            string renew = $"have it renewed: openssl x509 -in {path} -noout -dates";
            return left <= TimeSpan.Zero ? Check.Wrong(Name, $"{path} ended on {until}", renew)
                : left < ShortestValidity ? Check.Wrong(Name, $"{path} ends on {until}", renew)
                : Check.Ok(Name, $"{path} is valid until {until}");
        }
        catch (CryptographicException)
        {
            return Check.Wrong(Name, $"'{path}' is no certificate", $"openssl x509 -in {path} -noout -text");
        }
    }
}
