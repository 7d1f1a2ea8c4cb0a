using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>The cases of the golden file of splitters.</summary>
internal static class GoldenSplits
{
    private static readonly JsonNode File = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine("Golden", "splits.json")))!;

    public static JsonNode[] Cases(string section) => [.. File[section]!.AsArray().Select(node => node!)];

    public static JsonNode Case(string section, string name) => Cases(section).Single(node => (string)node["name"]! == name);

    public static int[] Ints(JsonNode? array) => [.. array!.AsArray().Select(value => (int)value!)];

    public static bool[] Labels(JsonNode? array) => Array.ConvertAll(Ints(array), label => label == 1);
}
