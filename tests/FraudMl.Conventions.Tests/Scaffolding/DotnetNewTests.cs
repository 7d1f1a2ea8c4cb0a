namespace FraudMl.Conventions.Tests.Scaffolding;

[Collection(ScaffoldsCollection.Name)]
public sealed class DotnetNewTests(Scaffolds scaffolds)
{
    private const int MissingOption = 102;

    [Theory]
    [InlineData("--docker-needs-api-true", "--docker", "--api", "false")]
    [InlineData("--kubernetes-needs-docker-true", "--kubernetes", "--tracking", "server")]
    [InlineData("--kubernetes-needs-tracking-server-or-databricks", "--kubernetes", "--docker")]
    [InlineData("--aspire-needs-api-true", "--aspire", "--api", "false")]
    public async Task What_can_not_be_is_refused_by_one_sentence_before_a_file_is_written(string told, params string[] options)
    {
        (int exitCode, string written, string[] files) = await scaffolds.TryAsync($"refused {told}", ["fraudml", .. options]);

        exitCode.ShouldBe(MissingOption, written);
        written.ShouldContain($"'{told}'");
        files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fraudml-step", "Round cents-2", "Round_cents_2.cs", "public sealed class Round_cents_2Step", "\"acme.round-cents-2\"")]
    [InlineData("fraudml-resampler", null, "RecentLegitimate.cs", "namespace AcmeFraud;", "class RecentLegitimateResampler")]
    [InlineData("fraudml-api", "Cards.Api", "Cards_Api.cs", "class Cards_Api", "MapCards_Api(")]
    [InlineData("fraudml-script", "train it", "train it.cs", "#:sdk FraudMl.Sdk@", "new Experiment(\"train it\")")]
    public async Task An_item_has_its_name(string template, string? name, string file, params string[] has)
    {
        (int exitCode, string written, string[] files) = await scaffolds.TryAsync(template,
            [template, .. name is null ? Array.Empty<string>() : ["-n", name]]);

        exitCode.ShouldBe(0, written);
        files.Select(Path.GetFileName).ShouldBe([file]);
        string text = await File.ReadAllTextAsync(files[0]);
        foreach (string part in has) text.ShouldContain(part);
    }
}
