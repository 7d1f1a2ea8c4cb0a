using System.Collections;
using System.Globalization;
using System.Reflection;

namespace FraudMl.Pipelines;

/// <summary>Tells pipelines apart by their names.</summary>
public static class PipelineNames
{
    private const int MostShown = 4;
    private const string None = "none";

    /// <summary>Returns a name for each pipeline, all distinct: its own, and where several have that, the options, steps and further
    /// parts in which they differ, for example <c>LightGBM (LeafCount 63)</c>.</summary>
    /// <param name="pipelines">The pipelines, for example the candidates of an experiment.</param>
    public static IReadOnlyList<string> Distinct(IReadOnlyList<FraudPipeline> pipelines)
    {
        string[] names = [.. pipelines.Select(pipeline => pipeline.Name)];
        foreach (int[] same in Enumerable.Range(0, names.Length).GroupBy(i => names[i]).Where(group => group.Count() > 1)
            .Select(group => group.ToArray()).ToArray())
        {
            Fact[][] facts = [.. same.Select(i => Facts(pipelines[i]).DistinctBy(fact => fact.Key).ToArray())];
            string[] differing = [.. facts.SelectMany(of => of).Select(fact => fact.Key).Distinct()
                .Where(key => facts.Select(of => Find(of, key)?.Text).Distinct().Count() > 1)];
            for (int place = 0; place < same.Length; place++) names[same[place]] += Shown(facts, place, differing);
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i];
            for (int count = 2; !taken.Add(names[i]); count++) names[i] = string.Create(CultureInfo.InvariantCulture, $"{name} ({count})");
        }

        return names;
    }

    // What there is to say of a pipeline; a step is about its name, as its place says little.
    private static IEnumerable<Fact> Facts(FraudPipeline pipeline)
    {
        foreach ((string slot, IPart part) in PipelineSlots.Of(pipeline))
        {
            string about = part is IFeatureStep ? part.Name : slot;
            yield return new(about, null, part is IFeatureStep ? part.Name : $"{slot} {part.Name}");
            string within = slot == PipelineSlots.Trainer ? "" : $"{about}.";
            foreach (PropertyInfo property in part.Options.GetType().GetProperties().Where(property => property.CanWrite))
                yield return new($"{about}.{property.Name}", about, $"{within}{property.Name} {Text(property.GetValue(part.Options))}");
        }
    }

    // A part that not all have is named, or missed; the options of one that differs are too many.
    private static string Shown(Fact[][] facts, int place, string[] differing)
    {
        var all = new List<string>();
        foreach (string key in differing)
        {
            Fact any = facts.Select(of => Find(of, key)).First(fact => fact is not null)!;
            if (any.Part is null) all.Add(Find(facts[place], key)?.Text ?? $"no {key}");
            else if (!differing.Contains(any.Part) && Find(facts[place], key) is { } own) all.Add(own.Text);
        }

        if (all.Count == 0) return "";
        string more = all.Count > MostShown ? string.Create(CultureInfo.InvariantCulture, $" and {all.Count - MostShown} more") : "";
        return $" ({string.Join(", ", all.Take(MostShown))}{more})";
    }

    private static Fact? Find(Fact[] facts, string key) => Array.Find(facts, fact => fact.Key == key);

    private static string Text(object? value) => value switch
    {
        null => None,
        string text => text,
        IEnumerable items => string.Join(" ", items.Cast<object?>().Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? None,
    };

    /// <param name="Key">What it is about.</param>
    /// <param name="Part">The part whose option it is; null for a part itself.</param>
    /// <param name="Text">What there is to say.</param>
    private sealed record Fact(string Key, string? Part, string Text);
}
