using System.Text.Json.Serialization;

namespace FraudMl.Data;

/// <summary>What is known about a column of a <see cref="FeatureMatrix"/>.</summary>
/// <param name="Name">The feature's name.</param>
/// <param name="Sources">The input columns it came from, each once.</param>
[method: JsonConstructor]
public sealed record FeatureColumn(string Name, IReadOnlyList<string> Sources)
{
    /// <summary>Creates a column that came from one input.</summary>
    /// <param name="name">The feature's name.</param>
    /// <param name="source">The input column it came from.</param>
    public FeatureColumn(string name, string source)
        : this(name, [source])
    {
    }

    /// <value>The input columns it came from, each once.</value>
    public IReadOnlyList<string> Sources { get; init; } = Sources;

    /// <value>The one-hot group it belongs to, if it does: exactly one of the group's columns is 1, or none.</value>
    public string? OneHotGroup { get; init; }

    /// <value>What the values mean. Default <see cref="FeatureKind.Number"/>.</value>
    public FeatureKind Kind { get; init; } = FeatureKind.Number;

    /// <value>The smallest possible value, if there is one.</value>
    public float? Minimum { get; init; }

    /// <value>The largest possible value, if there is one.</value>
    public float? Maximum { get; init; }

    /// <value>Whether it comes from a file that had the sources joined by +, which a name may have too: then they stand as one.</value>
    [JsonIgnore]
    internal bool IsJoined { get; init; }

    /// <value>The sources in one text, for people.</value>
    [JsonIgnore]
    internal string SourceText => string.Join("+", Sources);

    /// <summary>Returns whether two columns say the same.</summary>
    /// <param name="other">The other column.</param>
    public bool Equals(FeatureColumn? other) => other is not null && Name == other.Name && Sources.SequenceEqual(other.Sources)
        && (OneHotGroup, Kind, Minimum, Maximum, IsJoined) == (other.OneHotGroup, other.Kind, other.Minimum, other.Maximum, other.IsJoined);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, SourceText, OneHotGroup, Kind, Minimum, Maximum);

    /// <summary>Returns the sources of a column that several others are made into, in their order.</summary>
    internal static string[] SourcesOf(IEnumerable<SchemaColumn> columns) =>
        [.. columns.SelectMany(column => column.Feature.Sources).Distinct(StringComparer.Ordinal)];

    /// <summary>Returns the column with a list of sources where its file had them joined, read against the names of the inputs.</summary>
    internal FeatureColumn Resolved(JoinedSources inputs) =>
        IsJoined ? this with { IsJoined = false, Sources = inputs.Split(Sources[0]) ?? Sources } : this;

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>
/// Takes the sources of older files apart, which had them joined by +; a name of an input, which may have a + too, is never taken apart.
/// </summary>
internal sealed class JoinedSources(IEnumerable<string> inputs)
{
    // A file may hold any names: what is longer stands as one source.
    private const int MostParts = 256;
    private const int MostPartsOfAName = 16;

    private readonly HashSet<string> _inputs = inputs.ToHashSet(StringComparer.Ordinal);

    // The inputs that split into several parts are few, and their numbers of parts fewer.
    private readonly int[] _partCounts =
    [
        .. inputs.Select(name => name.Count(letter => letter == '+') + 1).Where(count => count <= MostPartsOfAName)
            .Distinct().OrderDescending(),
    ];

    /// <summary>Returns the sources, each once; null where the parts are no inputs.</summary>
    public IReadOnlyList<string>? Split(string joined)
    {
        string[] parts = joined.Split('+', MostParts + 1);
        if (parts.Length > MostParts) return null;

        // From the end, the longest names first.
        var names = new string?[parts.Length];
        var next = new int[parts.Length];
        for (int at = parts.Length - 1; at >= 0; at--)
        {
            foreach (int count in _partCounts.Where(count => count <= parts.Length - at))
            {
                string name = string.Join('+', parts, at, count);
                if (!_inputs.Contains(name) || (at + count < parts.Length && names[at + count] is null)) continue;
                (names[at], next[at]) = (name, at + count);
                break;
            }
        }

        if (names[0] is null) return null;
        List<string> sources = [];
        for (int at = 0; at < parts.Length; at = next[at]) sources.Add(names[at]!);
        return [.. sources.Distinct(StringComparer.Ordinal)];
    }
}
