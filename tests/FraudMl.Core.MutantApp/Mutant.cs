using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

/// <summary>A damaged model file with the SHA-256 of what it holds.</summary>
internal sealed record Mutant(int Number, string Model, string Damage, byte[] File)
{
    private const int MostChanges = 2;
    private const int MostCopies = 2_000;

    // So many of the values below are read where numbers belong.
    private const int NumberCount = 17;

    private static readonly string[] Values =
    [
        "-1", "-2", "0", "1", "2147483647", "-2147483648", "1073741824", "999999999", "9223372036854775807", "1e308", "-1e308", "1e-320",
        "1e39", "0.5",
        "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "null", "true", "false", "[]", "{}", "[null]", "[[]]", "\"\"", "\" \"", "\"amount\"",
        "\"HALF\"", "\"AAAA\"",
    ];

    private static readonly string[] Pieces = [",", "[", "]", "{", "}", "\"", ":", "null", "\0", "\\u0000", "é", "\u2028", "//", "-", "e9",
        "{\"step\":\"drop\",\"removes\":[]},"];

    /// <summary>Returns the mutant of a number; it is the same whenever it is made.</summary>
    public static Mutant Of(SavedModel[] models, int number)
    {
        var random = new Random(number);
        SavedModel model = models[number % models.Length];
        (string damage, byte[] payload) = random.Next(4) == 0 ? InBytes(random, model) : InValues(random, model, models);
        string header = $"{{\"format\":\"fraudml\",\"version\":1,\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(payload))}\"}}\n";
        return new(number, model.Name, damage, [.. Encoding.ASCII.GetBytes(header), .. payload]);
    }

    public override string ToString() => $"{Number} {Model}: {Damage}";

    private static (string Damage, byte[] Payload) InBytes(Random random, SavedModel model)
    {
        byte[] bytes = model.PayloadBytes;
        int at = random.Next(bytes.Length), length = random.Next(1, 40);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return ($"bit at {at}", bytes);
            case 1:
                bytes[at] = (byte)random.Next(256);
                return ($"byte at {at}", bytes);
            case 2:
                return ($"cut at {at}", bytes[..at]);
            case 3:
                return ($"{length} bytes lost at {at}", [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + length)..]]);
            default:
                string piece = Pieces[random.Next(Pieces.Length)];
                return ($"{piece} at {at}", [.. bytes[..at], .. Encoding.UTF8.GetBytes(piece), .. bytes[at..]]);
        }
    }

    private static (string Damage, byte[] Payload) InValues(Random random, SavedModel model, SavedModel[] models)
    {
        JsonNode root = model.Payload.DeepClone();
        List<string> damages = [];
        for (int change = random.Next(1, MostChanges + 1); change > 0; change--)
        {
            List<(JsonNode Parent, object Key)> places = SavedModel.Places(root);
            (JsonNode parent, object key) = places[random.Next(places.Count)];
            damages.Add($"{parent.GetPath()}.{key} {Change(random, root, parent, key, models[random.Next(models.Length)].Payload)}");
        }

        // JSON nodes can't hold half a surrogate pair, and files can.
        return (string.Join("; ", damages),
            Encoding.UTF8.GetBytes(root.ToJsonString(SavedModel.Deep).Replace("\"HALF\"", "\"\\ud800\"", StringComparison.Ordinal)));
    }

    private static string Change(Random random, JsonNode root, JsonNode parent, object key, JsonNode other)
    {
        JsonNode? old = SavedModel.At(parent, key)?.DeepClone();
        if (random.Next(3) > 0 && Alike(random, root, old) is { } alike)
        {
            SavedModel.Set(parent, key, JsonNode.Parse(alike));
            return $"is {alike}";
        }

        switch (random.Next(8))
        {
            case 0 when parent is JsonObject members:
                members.Remove((string)key);
                return "lost";
            case 0 or 1 when parent is JsonArray lost:
                lost.RemoveAt((int)key);
                return "lost";
            case 2 when parent is JsonArray items:
                int copies = random.Next(3) == 0 ? random.Next(MostCopies) : 1;
                for (int copy = 0; copy < copies; copy++) items.Insert((int)key, old?.DeepClone());
                return $"{copies} times more";
            case 3:
                (JsonNode there, object place) = Any(random, root);
                JsonNode? swapped = SavedModel.At(there, place)?.DeepClone();
                SavedModel.Set(parent, key, swapped);
                return $"is {there.GetPath()}.{place}";
            case 4:
                (JsonNode foreign, object name) = Any(random, other);
                SavedModel.Set(parent, key, SavedModel.At(foreign, name)?.DeepClone());
                return $"is another model's {foreign.GetPath()}.{name}";
            case 5 when old is JsonArray numbers && numbers.Count > 1:
                SavedModel.Set(parent, key, new JsonArray([.. numbers.Reverse().Select(number => number?.DeepClone())]));
                return "the other way round";
            case 6:
                int depth = random.Next(1, 200);
                SavedModel.Set(parent, key, Nested(old, depth));
                return $"{depth} lists deep";
            default:
                string value = Values[random.Next(Values.Length)];
                SavedModel.Set(parent, key, JsonNode.Parse(value));
                return $"is {value}";
        }
    }

    // Of the same kind, so that more than the reader of JSON has to find it; null where there is nothing like it.
    private static string? Alike(Random random, JsonNode root, JsonNode? old)
    {
        switch (old?.GetValueKind())
        {
            case JsonValueKind.True or JsonValueKind.False:
                return old.GetValueKind() == JsonValueKind.True ? "false" : "true";
            case JsonValueKind.Number:
                return random.Next(2) == 0 ? random.Next(-3, 12).ToString(CultureInfo.InvariantCulture) : Values[random.Next(NumberCount)];
            case JsonValueKind.String:
                JsonNode?[] texts = [.. SavedModel.Places(root).Select(place => SavedModel.At(place.Parent, place.Key))];
                texts = [.. texts.Where(text => text?.GetValueKind() == JsonValueKind.String)];
                return texts[random.Next(texts.Length)]!.ToJsonString();
            default:
                return null;
        }
    }

    private static (JsonNode Parent, object Key) Any(Random random, JsonNode root)
    {
        List<(JsonNode Parent, object Key)> places = SavedModel.Places(root);
        return places[random.Next(places.Count)];
    }

    private static JsonNode? Nested(JsonNode? value, int depth)
    {
        for (int level = 0; level < depth; level++) value = new JsonArray(value);
        return value;
    }
}
