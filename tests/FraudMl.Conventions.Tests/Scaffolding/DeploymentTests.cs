using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace FraudMl.Conventions.Tests.Scaffolding;

[Collection(ScaffoldsCollection.Name)]
public sealed partial class DeploymentTests(Scaffolds scaffolds)
{
    private static readonly string[] ProbeNames = ["startupProbe", "readinessProbe", "livenessProbe"];

    private IEnumerable<Scaffold> OnKubernetes => scaffolds.All.Where(scaffold => scaffold.Has("kubernetes"));

    [Fact]
    public void Every_YAML_file_can_be_read() =>
        scaffolds.All.SelectMany(scaffold => scaffold.Files(".yml", ".yaml")).Select(file => Read(file).Children.Count).Min()
            .ShouldBeGreaterThan(0);

    [Fact]
    public void Manifests_belong_together()
    {
        foreach (Scaffold scaffold in OnKubernetes)
        {
            Dictionary<string, YamlMappingNode> manifests = scaffold.Files(".yaml").Select(Read)
                .ToDictionary(manifest => Text(manifest["kind"]));
            manifests.Keys.Order(StringComparer.Ordinal).ShouldBe(["ConfigMap", "Deployment", "HorizontalPodAutoscaler", "Service"]);
            string[] names = [.. manifests.Values.Select(manifest => Text(manifest["metadata"]["name"])).Distinct()];
            names.Length.ShouldBe(1);
            names[0].ShouldMatch("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$");

            YamlMappingNode deployment = manifests["Deployment"];
            YamlNode container = deployment["spec"]["template"]["spec"]["containers"][0];
            Text(manifests["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"]).ShouldBe(names[0]);
            Text(manifests["Service"]["spec"]["selector"]["app"]).ShouldBe(names[0]);
            Text(deployment["spec"]["selector"]["matchLabels"]["app"]).ShouldBe(names[0]);
            Text(deployment["spec"]["template"]["metadata"]["labels"]["app"]).ShouldBe(names[0]);
            Text(container["envFrom"][0]["configMapRef"]["name"]).ShouldBe(names[0]);
            scaffold.Read("README.md").ShouldContain($"create secret generic {Text(container["envFrom"][1]["secretRef"]["name"])} ");
            container["resources"]["requests"]["cpu"].ShouldNotBeNull();
        }
    }

    [Fact]
    public void Probes_ask_what_the_API_answers()
    {
        foreach (Scaffold scaffold in OnKubernetes)
        {
            YamlNode container = Read(scaffold.Files(".yaml").Single(file => Path.GetFileName(file) == "deployment.yaml"))
                ["spec"]["template"]["spec"]["containers"][0];
            string api = scaffold.Read("src", $"{scaffold.Name}.Api", "Program.cs");
            foreach (string probe in ProbeNames) api.ShouldContain($"\"{Text(container[probe]["httpGet"]["path"])}\"");
        }
    }

    [Fact]
    public void Pipelines_build_test_and_compare_before_a_container_is_pushed()
    {
        foreach (Scaffold scaffold in scaffolds.All)
        {
            string text = File.ReadAllText(scaffold.Files(".yml").Single());
            string[] steps = ["dotnet build -c Release -warnaserror", "dotnet test", "--alias challenger", "-t:FraudMlEvaluate",
                "docker build"];
            int[] places = [.. steps.Select(step => text.IndexOf(step, StringComparison.Ordinal))];
            places.ShouldAllBe(place => place > 0, scaffold.Name);
            places.ShouldBe(places.Order());
            Anchor().IsMatch(text).ShouldBeFalse("Azure Pipelines knows no anchors.");
        }
    }

    private static YamlMappingNode Read(string file)
    {
        var yaml = new YamlStream();
        using StreamReader text = File.OpenText(file);
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    [GeneratedRegex(@": [&*]\w")]
    private static partial Regex Anchor();
}
