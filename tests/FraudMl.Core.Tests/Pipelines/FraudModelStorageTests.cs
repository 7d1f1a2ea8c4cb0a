using System.Security.Cryptography;
using System.Text;

namespace FraudMl.Tests;

public sealed class FraudModelStorageTests
{
    private static readonly byte[] Saved = StepContractCases.Saved(StepContractCases.Fit("one-hot", FeatureData.Rows()).Features);

    [Fact]
    public void A_model_is_a_header_line_and_json()
    {
        string[] lines = Encoding.UTF8.GetString(Saved).Split('\n');

        lines.Length.ShouldBe(2);
        lines[0].ShouldBe($$"""{"format":"fraudml","version":1,"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines[1])))}}"}""");
    }

    [Fact]
    public void A_changed_byte_is_found_wherever_it_is()
    {
        for (int at = 0; at < Saved.Length; at += at < 200 ? 1 : 97)
        {
            byte[] changed = [.. Saved];
            changed[at] ^= 1;
            Should.Throw<FraudMlException>(() => Load(changed), $"byte {at}");
        }

        byte[] last = [.. Saved];
        last[^1] ^= 1;
        Should.Throw<FraudMlException>(() => Load(last)).Message.ShouldBe("This model file is damaged: its SHA-256 is not the one it was saved with. Take a fresh copy.");
    }

    [Fact]
    public void A_truncated_file_is_found()
    {
        foreach (int length in new[] { 0, 1, 50, 120, Saved.Length / 2, Saved.Length - 1 })
            Should.Throw<FraudMlException>(() => Load(Saved[..length]), $"{length} bytes");
    }

    [Fact]
    public void A_newer_version_is_refused() =>
        Should.Throw<FraudMlException>(() => Load(Encoding.UTF8.GetBytes("{\"format\":\"fraudml\",\"version\":2,\"sha256\":\"\"}\nwhatever"))).Message
            .ShouldBe("This model has format version 2, and this FraudMl reads up to 1. Update the FraudMl packages.");

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 a zip")]
    [InlineData("{\"format\":\"other\",\"version\":1}\n{}")]
    [InlineData("[1,2]\n")]
    [InlineData("null\n")]
    public void A_foreign_file_is_refused(string text) =>
        Should.Throw<FraudMlException>(() => Load(Encoding.UTF8.GetBytes(text))).Message
            .ShouldBe("This is no FraudMl model: it does not begin with the header that FraudModel.Save writes.");

    [Fact]
    public void A_part_of_a_newer_package_is_refused()
    {
        byte[] payload = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Saved).Split('\n')[1].Replace("\"one-hot\"", "\"hologram\"", StringComparison.Ordinal));
        string header = $"{{\"format\":\"fraudml\",\"version\":1,\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(payload))}\"}}\n";

        Should.Throw<FraudMlException>(() => Load([.. Encoding.UTF8.GetBytes(header), .. payload])).Message
            .ShouldBe("This model has parts that this FraudMl does not know. Update the FraudMl packages.");
    }

    [Theory]
    [InlineData("trees", 0f, -3f, -1.125)]
    [InlineData("trees", 2f, float.NaN, -0.375)]
    [InlineData("linear", 1f, 2f, 1.25)]
    public void A_file_of_version_1_reads_and_scores_as_it_did(string kind, float a, float b, double margin)
    {
        FraudModel model = Load(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", $"model-v1-{kind}.fraudml")));

        double score = model.Score(new Dataset([new NumberColumn("A", [a]), new NumberColumn("B", [b])]))[0];

        score.ShouldBe(1 / (1 + Math.Exp(-margin)), 1e-12);
    }

    private static FraudModel Load(byte[] bytes) => FraudModel.Load(new MemoryStream(bytes));
}
