using FraudMl.Tests;

namespace FraudMl.Reporting.Tests;

/// <summary>What every renderer of the packages keeps; the implementations are found by reflection.</summary>
public sealed class RendererContractTests
{
    public static TheoryData<string> Names => [.. Types.Select(type => type.Name)];

    private static IEnumerable<Type> Types =>
        typeof(ReportRenderer).Assembly.GetTypes().Where(type => typeof(IArtifactRenderer).IsAssignableFrom(type) && !type.IsAbstract);

    [Theory, MemberData(nameof(Names))]
    public async Task Paths_are_relative_and_each_is_used_once_in_its_run(string name)
    {
        foreach (ArtifactProduced artifact in await Rendered(name, "a real experiment"))
        {
            artifact.Path.ShouldMatch("^[a-z0-9_]+(/[a-z0-9_]+)*\\.[a-z]+$");
            artifact.Experiment.ShouldBe(RecordedExperiment.Name);
        }

        (await Rendered(name, "a real experiment")).Select(artifact => (artifact.Trial?.Number, artifact.Path)).ShouldBeUnique();
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Media_types_are_what_the_bytes_are(string name)
    {
        foreach (ArtifactProduced artifact in await Rendered(name, "a real experiment"))
        {
            ReadOnlySpan<byte> bytes = artifact.Content.Span;
            (string type, bool fits) = Path.GetExtension(artifact.Path) switch
            {
                ".png" => ("image/png", bytes[1..].StartsWith("PNG"u8)),
                ".html" => ("text/html", bytes.StartsWith("<!doctype html>"u8) || bytes.StartsWith("<!DOCTYPE html>"u8)),
                ".json" => ("application/json", bytes[0] == '{'),
                ".csv" => ("text/csv", bytes.Contains((byte)',')),
                var other => throw new NotSupportedException($"What is a {other}? Say it here."),
            };
            (artifact.MediaType, fits).ShouldBe((type, true), artifact.Path);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task The_same_events_give_the_same_bytes_also_to_a_renderer_that_was_used(string name)
    {
        IArtifactRenderer used = Create(name);
        await Rendered(used, "failed with an open trial");

        byte[][] again = [.. (await Rendered(used, "a real experiment")).Select(artifact => artifact.Content.ToArray())];

        again.ShouldBe((await Rendered(name, "a real experiment")).Select(artifact => artifact.Content.ToArray()));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Every_order_of_events_is_rendered(string name)
    {
        foreach (string script in EventScripts.Names) await Rendered(name, script);
    }

    private static IArtifactRenderer Create(string name) =>
        (IArtifactRenderer)Types.Single(type => type.Name == name).GetConstructors().Single().Invoke([null]);

    private static Task<ArtifactProduced[]> Rendered(string name, string script) => Rendered(Create(name), script);

    private static async Task<ArtifactProduced[]> Rendered(IArtifactRenderer renderer, string script) =>
        [.. (await EventScripts.Of(script)).SelectMany(renderer.Render)];
}
