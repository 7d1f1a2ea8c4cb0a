using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl;

/// <summary>A fitted type under its name in files.</summary>
/// <param name="Part">The part of a model it is.</param>
/// <param name="Name">The name.</param>
/// <param name="Type">The type.</param>
/// <param name="Json">What knows how the package's types are written.</param>
internal sealed record StoredType(StoredPart Part, string Name, Type Type, IJsonTypeInfoResolver Json)
{
    private const int LongestName = 64;

    /// <value>The package that has the type.</value>
    public string Package => Type.Assembly.GetName().Name ?? "";

    /// <summary>Returns the type as it is to be stored, or adds what is wrong with it.</summary>
    public static StoredType? Of(JsonTypeInfo json, List<string> problems)
    {
        if (StoredPart.All.FirstOrDefault(part => part.Base.IsAssignableFrom(json.Type)) is not { } part)
        {
            problems.Add($"{json.Type.Name} is no part of a model. Derive it "
                + $"from {string.Join(", ", StoredPart.All.Select(known => known.Base.Name))}.");
            return null;
        }

        if (json.Kind != JsonTypeInfoKind.Object)
        {
            problems.Add($"{json.Type.Name} is not written as a JSON object. Take its converter away.");
            return null;
        }

        string? name = json.Type.GetCustomAttribute<StoredAsAttribute>(inherit: false)?.Name;
        if (name is null)
            problems.Add($"{json.Type.Name} has no name in files. Give it one: [StoredAs(\"{part.Noun.Split(' ')[^1]}-name\")].");
        else if (!IsName(name)) problems.Add(
            $"{json.Type.Name} is stored as '{name}'. Names have 1 to {LongestName} lower-case letters, digits, dots and hyphens.");
        if (json.Properties.FirstOrDefault(
            property => string.Equals(property.Name, part.Discriminator, StringComparison.OrdinalIgnoreCase)) is { } taken)
            problems.Add($"{json.Type.Name} has a property '{taken.Name}', which is where files say what {part.Noun} it is. Rename it.");
        return name is null ? null : new StoredType(part, name, json.Type, json.OriginatingResolver ?? JsonTypeInfoResolver.Combine());
    }

    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
            && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-');
}
