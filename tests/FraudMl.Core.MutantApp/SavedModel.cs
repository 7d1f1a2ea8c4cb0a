using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Foreign;
using FraudMl;

/// <summary>A sound model file: what mutants are made from.</summary>
internal sealed record SavedModel(string Name, byte[] Bytes, JsonNode Payload)
{
    /// <summary>Writes values that nest deeper than JSON of ours ever does.</summary>
    public static JsonSerializerOptions Deep { get; } = new() { MaxDepth = 10_000, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static SavedModel Read(string path) => Read(Path.GetFileNameWithoutExtension(path), File.ReadAllBytes(path));

    private static SavedModel Read(string name, byte[] bytes)
    {
        JsonNode payload = JsonNode.Parse(bytes.AsSpan(bytes.AsSpan().IndexOf((byte)'\n') + 1))!;
        return new(name, bytes, payload);
    }

    /// <summary>Returns a model of which every part is of a stranger's package.</summary>
    public static SavedModel Foreign()
    {
        FraudModel model = new FraudPipelineBuilder().Round(Columns.Of("Amount")).Train(Trainers.Two(Trainers.Bayes(), Trainers.Bayes()))
            .Calibrate(Calibrators.Shrink()).DecideBy(Thresholds.OrLarge("Amount")).Build()
            .Fit(SyntheticTransactions.CreditCard(new() { RowCount = 2_000 }));
        using var stream = new MemoryStream();
        model.Save(stream);
        return Read("foreign", stream.ToArray());
    }

    public byte[] PayloadBytes => Encoding.UTF8.GetBytes(Payload.ToJsonString(Deep));

    /// <summary>Every place of the payload, the root left out: the node above and the name or number in it.</summary>
    public static List<(JsonNode Parent, object Key)> Places(JsonNode root)
    {
        List<(JsonNode Parent, object Key)> places = [];
        var open = new Stack<JsonNode>([root]);
        while (open.TryPop(out JsonNode? node))
        {
            IEnumerable<object> keys = node switch
            {
                JsonObject members => members.Select(member => (object)member.Key),
                JsonArray items => Enumerable.Range(0, items.Count).Select(i => (object)i),
                _ => [],
            };
            foreach (object key in keys)
            {
                places.Add((node, key));
                if (At(node, key) is { } child) open.Push(child);
            }
        }

        return places;
    }

    public static JsonNode? At(JsonNode parent, object key) => key is string name ? parent[name] : parent[(int)key];

    public static void Set(JsonNode parent, object key, JsonNode? value)
    {
        if (key is string name) parent[name] = value;
        else parent[(int)key] = value;
    }
}
