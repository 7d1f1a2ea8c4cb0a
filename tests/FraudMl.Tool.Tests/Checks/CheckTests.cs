using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FraudMl.Tool.Checks;
using Microsoft.Extensions.Time.Testing;

namespace FraudMl.Tool.Tests.Checks;

public sealed class CheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-checks-").FullName;

    [Theory]
    [InlineData("10.0.401", true)]
    [InlineData("9.0.100", false)]
    [InlineData(null, false)]
    public void An_SDK_that_is_old_or_missing_is_told(string? version, bool isOk)
    {
        Check check = MachineChecks.Sdk(version);
        (check.State == CheckState.Ok).ShouldBe(isOk);
        (check.Remedy is null).ShouldBe(isOk);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(-61, false)]
    [InlineData(3600, false)]
    public void A_clock_is_held_beside_that_of_the_server(int seconds, bool isOk) =>
        (StoreChecks.BesideServer(Now.AddSeconds(seconds), Now).State == CheckState.Ok).ShouldBe(isOk);

    [Theory]
    [InlineData(300, true, "is valid until")]
    [InlineData(5, false, "ends on 2026-06-06")]
    [InlineData(-5, false, "ended on 2026-05-27")]
    public void A_certificate_is_told_when_it_ends(int days, bool isOk, string found)
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=mlflow", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(Now.AddDays(-100), Now.AddDays(days));
        string file = Path.Combine(_folder, "mlflow.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());

        Check check = CertificateChecks.Of("MLFLOW_TRACKING_SERVER_CERT_PATH", file, new FakeTimeProvider(Now));

        (check.State == CheckState.Ok).ShouldBe(isOk);
        check.Found.ShouldContain(found);
    }

    [Fact]
    public void What_is_no_certificate_or_not_there_is_told()
    {
        string file = Path.Combine(_folder, "text.pem");
        File.WriteAllText(file, "no certificate");
        CertificateChecks.Of("V", file, TimeProvider.System).Found.ShouldEndWith("is no certificate");
        CertificateChecks.Of("V", "none.pem", TimeProvider.System).Remedy.ShouldBe("unset V");
    }

    [Fact]
    public async Task The_doctor_says_how_each_thing_is()
    {
        string store = $"sqlite:///{Path.Combine(_folder, "none.db")}";
        ToolRun run = await ToolRun.Of("doctor", "--json", "--tracking-uri", store);
        string[] names = [.. run.Json.EnumerateArray().Select(check => check.GetProperty("name").GetString()!)];
        names.Distinct().ShouldBe([".NET SDK", "LightGBM", "XGBoost", "tracking store", "certificates", "disk", "clock"]);
        run.Json.EnumerateArray().Single(check => check.GetProperty("name").GetString() == "tracking store")
            .GetProperty("state").GetString().ShouldBe("absent");
        run.ExitCode.ShouldBe(run.Json.EnumerateArray().Any(check => check.GetProperty("state").GetString() == "wrong") ? 4 : 0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
