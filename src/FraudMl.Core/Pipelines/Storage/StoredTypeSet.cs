using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl;

/// <summary>Stored types by type and by name. Immutable.</summary>
internal sealed class StoredTypeSet
{
    private readonly ImmutableDictionary<Type, StoredType> _byType;
    private readonly ImmutableDictionary<(StoredPart Part, string Name), StoredType> _byName;

    private StoredTypeSet(
        ImmutableDictionary<Type, StoredType> byType, ImmutableDictionary<(StoredPart Part, string Name), StoredType> byName,
        ImmutableArray<IJsonTypeInfoResolver> json)
    {
        (_byType, _byName, Json) = (byType, byName, json);
    }

    public static StoredTypeSet Empty { get; } = new(
        ImmutableDictionary<Type, StoredType>.Empty, ImmutableDictionary<(StoredPart Part, string Name), StoredType>.Empty,
        [ModelFileJson.Default]);

    public IEnumerable<StoredType> Types => _byType.Values;

    /// <value>What knows how types are written, Core first: it decides how its own types look in every package.</value>
    public ImmutableArray<IJsonTypeInfoResolver> Json { get; }

    /// <summary>Returns the set with more types, or throws with every problem.</summary>
    public StoredTypeSet With(ReadOnlySpan<JsonTypeInfo> types)
    {
        List<string> problems = [];
        StoredTypeSet set = this;
        foreach (JsonTypeInfo json in types)
        {
            ArgumentNullException.ThrowIfNull(json);
            if (set._byType.ContainsKey(json.Type) || StoredType.Of(json, problems) is not { } type) continue;
            if (set.Find(type.Part, type.Name) is { } taken)
                problems.Add($"{type.Type.Name} is stored as '{type.Name}', which is the name of {taken.Type.FullName} "
                    + $"of {taken.Package}. Choose another name.");
            set = new StoredTypeSet(
                set._byType.Add(type.Type, type),
                set._byName.SetItem((type.Part, type.Name), type),
                set.Json.Contains(type.Json) ? set.Json : set.Json.Add(type.Json));
        }

        return problems.Count == 0 ? set : throw new FraudMlException("These types can't be stored in models", problems);
    }

    public StoredType? Find(StoredPart part, string name) => _byName.GetValueOrDefault((part, name));

    public StoredType? Find(Type type) => _byType.GetValueOrDefault(type);
}
