using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FraudMl.Mlflow;

/// <summary>The fields that a GraphQL query asks for.</summary>
internal sealed partial record GraphQlSelection(IReadOnlyDictionary<string, GraphQlSelection> Children)
{
    private const int MostLevels = 20;

    /// <summary>Reads <c>query Name($data: Type!) { field(input: $data) { … } }</c>; arguments are skipped.</summary>
    public static GraphQlSelection Parse(string query)
    {
        string[] tokens = [.. Token().Matches(Arguments().Replace(query, " ")).Select(match => match.Value)];
        int at = Array.IndexOf(tokens, "{");
        return at < 0 ? throw Malformed() : Read(tokens, ref at, level: 0);
    }

    /// <summary>Returns the asked fields of an answer, by their names in camel case.</summary>
    public JsonNode? Pick(JsonNode? node) => node switch
    {
        JsonArray items => new JsonArray([.. items.Select(Pick)]),
        JsonObject fields when Children.Count > 0 =>
            new JsonObject(Children.Select(child => KeyValuePair.Create(child.Key, child.Value.Pick(fields[Snake(child.Key)])))),
        _ => node?.DeepClone(),
    };

    private static GraphQlSelection Read(string[] tokens, ref int at, int level)
    {
        var children = new Dictionary<string, GraphQlSelection>();
        for (at++; at < tokens.Length && tokens[at] != "}"; at++)
        {
            string name = tokens[at];
            if (name == "{" || level == MostLevels)
                throw Malformed();
            GraphQlSelection child = new(new Dictionary<string, GraphQlSelection>());
            if (at + 1 < tokens.Length && tokens[at + 1] == "{")
            {
                at++;
                child = Read(tokens, ref at, level + 1);
            }

            children[name] = child;
        }

        return at < tokens.Length ? new GraphQlSelection(children) : throw Malformed();
    }

    private static string Snake(string name) => Capital().Replace(name, match => $"_{char.ToLowerInvariant(match.Value[0])}");

    private static MlflowException Malformed() => new(MlflowErrorCodes.BadRequest, "The GraphQL query can't be read.");

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Arguments();

    [GeneratedRegex(@"[{}]|\w+")]
    private static partial Regex Token();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
