using System.Text.Json;

namespace FraudMl.Build.Template;

/// <summary>An option of <c>dotnet new fraudml</c> that takes one of few values.</summary>
internal sealed record TemplateOption(string Name, string[] Values)
{
    /// <summary>Reads the options from the template itself, so that a new one is tried without a word here.</summary>
    public static TemplateOption[] ReadAll()
    {
        string file = Path.Combine(Repository.Root, "templates", "fraudml", ".template.config", "template.json");
        using JsonDocument template = JsonDocument.Parse(File.ReadAllText(file));
        return [.. template.RootElement.GetProperty("symbols").EnumerateObject()
            .Where(symbol => symbol.Value.GetProperty("type").ValueEquals("parameter"))
            .Select(symbol => new TemplateOption(symbol.Name, ValuesOf(symbol.Value)))
            .Where(option => option.Values.Length > 0)];
    }

    private static string[] ValuesOf(JsonElement symbol) => symbol.GetProperty("datatype").GetString() switch
    {
        "choice" => [.. symbol.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("choice").GetString()!)],
        "bool" => ["true", "false"],
        _ => [],
    };
}
