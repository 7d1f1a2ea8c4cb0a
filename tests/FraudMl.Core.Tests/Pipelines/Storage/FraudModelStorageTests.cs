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
        Should.Throw<FraudMlException>(() => Load(last)).Message.ShouldBe(
            "This model file is damaged: its SHA-256 is not the one it was saved with. Take a fresh copy.");
    }

    [Fact]
    public void A_truncated_file_is_found()
    {
        foreach (int length in new[] { 0, 1, 50, 120, Saved.Length / 2, Saved.Length - 1 })
            Should.Throw<FraudMlException>(() => Load(Saved[..length]), $"{length} bytes");
    }

    [Fact]
    public void A_newer_version_is_refused() =>
        Should.Throw<FraudMlException>(() =>
            Load(Encoding.UTF8.GetBytes("{\"format\":\"fraudml\",\"version\":2,\"sha256\":\"\"}\nwhatever"))).Message
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

    [Theory]
    [InlineData("\"one-hot\"", "\"hologram\"", "step hologram")]
    [InlineData("\"linear\"", "\"quantum\"", "scoring model quantum")]
    [InlineData("{\"kind\":\"prior\"", "{\"kind\":\"vibes\"", "calibrator vibes")]
    public void A_part_that_nobody_added_is_named(string old, string name, string part)
    {
        FraudMlException error = Should.Throw<FraudMlException>(
            () => Load(StepContractCases.WithPayload(Saved, json => Once(json, old, name))));

        error.Problems.ShouldBe(
            [$"{part}: update the FraudMl packages, or reference the package it is of and add its types with StoredTypes.Add(…) "
                + $"before loading."]);
        error.PackageName.ShouldBeNull();
    }

    [Fact]
    public void A_file_says_which_packages_its_parts_are_of()
    {
        byte[] made = StepContractCases.WithPayload(Saved, json => Once(json, "\"one-hot\"", "\"acme.hologram\"")[..^1]
            + ",\"packages\":{\"step acme.hologram\":\"Acme.Holograms\",\"calibrator acme.vibes\":\"Acme.Vibes\",\"step "
            + "drop\":\"FraudMl.Core\",\"step x\":\"rm -rf /; \"}}");

        FraudMlException error = Should.Throw<FraudMlException>(() => Load(made));

        error.PackageName.ShouldBe("Acme.Holograms");
        error.Problems.ShouldBe(
        [
            "step acme.hologram: the file says it is of the package Acme.Holograms. If you trust it, reference it and add its types with "
            + "StoredTypes.Add(…) before loading.",
            "calibrator acme.vibes: the file says it is of the package Acme.Vibes. If you trust it, reference it and add its types with "
            + "StoredTypes.Add(…) before loading.",
        ]);
    }

    [Theory]
    [InlineData("mlnet", "step")]
    [InlineData("ml.net", "scoring model")]
    public void A_file_from_before_ML_NET_was_a_package_of_its_own_names_that_package(string name, string part)
    {
        var unknown = new UnknownTypeException(StoredPart.All.Single(known => known.Noun == part), name);

        UnknownTypes.Explain(unknown, "{}"u8.ToArray(), StoredTypeSet.Empty).PackageName.ShouldBe("FraudMl.MlNet");
    }

    [Fact]
    public void A_name_that_is_none_is_not_printed()
    {
        byte[] made = StepContractCases.WithPayload(Saved, json => Once(json, "\"one-hot\"", "\"4111 1111 1111 1111\""));

        Should.Throw<FraudMlException>(() => Load(made)).Message.ShouldContain("step (a name of 19 characters)");
    }

    [Theory]
    [InlineData("\"steps\":[", "\"steps\":[null,")]
    [InlineData("\"calibrator\":{\"kind\":\"prior\"", "\"calibrator\":{\"logOddsOffset\":1,\"kind\":\"prior\"")]
    [InlineData("\"weights\":[", "\"weights\":[1,")]
    [InlineData("\"weights\":[", "\"weights\":null,\"w\":[")]
    [InlineData("\"weights\":[", "\"w\":[")]
    [InlineData("\"steps\":[", "\"stages\":[")]
    [InlineData("\"slot\":0", "\"slot\":2000000000")]
    [InlineData("\"slot\":0", "\"slot\":-1")]
    [InlineData("\"kind\":\"Number\"", "\"kind\":\"Numbers\"")]
    public void A_made_up_file_with_the_right_hash_is_refused(string old, string made) =>
        Should.Throw<FraudMlException>(() => Load(StepContractCases.WithPayload(Saved, json => Once(json, old, made)))).Message
            .ShouldStartWith("This model file holds no model that FraudModel.Save wrote: ");

    [Theory]
    [InlineData("\"name\":\"amount\"", "\"name\":\"balance\"", "its schema names column 'balance' twice")]
    [InlineData("\"encodings\":[{", "\"encodings\":[null,{", "a one-hot step has no encodings, or misses one of them")]
    public void A_part_that_does_not_hold_together_is_told_as_damage(string old, string made, string damage) =>
        Should.Throw<FraudMlException>(() => Load(StepContractCases.WithPayload(Saved, json => Once(json, old, made)))).Message
            .ShouldBe($"This model is damaged: {damage}. Take a fresh copy.");

    [Fact]
    public void A_file_that_nests_without_end_is_refused()
    {
        string blends = string.Concat(Enumerable.Repeat("{\"model\":\"blend\",\"models\":[", 100_000));
        byte[] made = StepContractCases.WithPayload(Saved, json => Once(json, "\"scorer\":{", $"\"scorer\":{blends}{{"));

        Should.Throw<FraudMlException>(() => Load(made));
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

    private static string Once(string json, string old, string made)
    {
        int at = json.IndexOf(old, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, old);
        return json[..at] + made + json[(at + old.Length)..];
    }

    private static FraudModel Load(byte[] bytes) => FraudModel.Load(new MemoryStream(bytes));
}
