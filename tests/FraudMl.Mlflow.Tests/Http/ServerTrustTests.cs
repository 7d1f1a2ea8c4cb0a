using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow.Tests;

/// <summary>A real server behind TLS, whose certificate no authority of this machine has signed.</summary>
public sealed class ServerTrustTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlflow-tls-").FullName;
    private readonly List<string?> _shown = [];
    private WebApplication _app = null!;

    private string ServerPem => Path.Combine(_folder, "server.pem");

    private string ClientPem => Path.Combine(_folder, "client.pem");

    public async Task InitializeAsync()
    {
        X509Certificate2 own = Write(ServerPem, "localhost");
        Write(ClientPem, "ann");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = own;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate();
        })));
        builder.WebHost.UseKestrelHttpsConfiguration();
        _app = builder.Build();
        _app.Run(context =>
        {
            _shown.Add(context.Connection.ClientCertificate?.Subject);
            return context.Response.WriteAsync("3.11.0");
        });
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_certificate_of_nobody_known_is_refused()
    {
        MlflowException error = await Should.ThrowAsync<MlflowException>(AskAsync(new MlflowOptions()));
        error.Message.ShouldContain("SSL");
    }

    [Fact]
    public async Task A_named_authority_is_trusted_and_the_own_certificate_shown()
    {
        await AskAsync(new MlflowOptions { ServerCertificatePath = ServerPem, ClientCertificatePath = ClientPem });
        _shown.ShouldBe(["CN=ann"]);
        await Should.ThrowAsync<MlflowException>(AskAsync(new MlflowOptions { ServerCertificatePath = ClientPem }));
    }

    [Fact]
    public async Task Any_certificate_is_taken_when_that_is_asked_for() => await AskAsync(new MlflowOptions { InsecureTls = true });

    [Fact]
    public void Files_that_are_missing_or_hold_no_certificate_are_told()
    {
        var missing = new MlflowOptions { ServerCertificatePath = "missing.pem", InsecureTls = true };
        missing.Problems().Count().ShouldBe(2);
        string text = Path.Combine(_folder, "text.pem");
        File.WriteAllText(text, "no certificate");
        Should.Throw<MlflowException>(() => MlflowClient.Connect(new MlflowOptions { TrackingUri = "https://localhost",
            ClientCertificatePath = text })).Message.ShouldContain(text);
    }

    private async Task AskAsync(MlflowOptions options)
    {
        using MlflowClient client = MlflowClient.Connect(options with { TrackingUri = _app.Urls.First(), RetryCount = 0,
            SpoolFolder = _folder });
        (await client.Server.GetVersionAsync()).ShouldBe("3.11.0");
    }

    private static X509Certificate2 Write(string path, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0,
            critical: true));
        X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }
}
