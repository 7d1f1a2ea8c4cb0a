using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl.Mlflow;

/// <summary>The fields of a message by every name they have: snake case, camel case, and an older one.</summary>
internal sealed class MessageFields
{
    private const int LongestName = 64;

    private readonly Dictionary<string, JsonPropertyInfo>.AlternateLookup<ReadOnlySpan<char>> _byName;

    public MessageFields(Type type)
    {
        var fields = new Dictionary<string, JsonPropertyInfo>();
        foreach (JsonPropertyInfo property in MlflowJson.Options.GetTypeInfo(type).Properties)
        {
            fields[property.Name] = property;
            fields[Camel(property.Name)] = property;
        }

        if (fields.TryGetValue("run_id", out JsonPropertyInfo? runId) && type != typeof(MlflowLogBatch))
            fields.TryAdd("run_uuid", runId);
        _byName = fields.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Returns the field of that name, if there is one; a batch has thousands of names, so none is made a string.</summary>
    public JsonPropertyInfo? Find(JsonProperty property)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8PropertyName(property);
        Span<char> name = stackalloc char[LongestName];
        ReadOnlySpan<char> found = raw.Length > LongestName || raw.Contains((byte)'\\') ? property.Name
            : name[..Encoding.UTF8.GetChars(raw, name)];
        return _byName.TryGetValue(found, out JsonPropertyInfo? field) ? field : null;
    }

    private static string Camel(string name)
    {
        string[] words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
