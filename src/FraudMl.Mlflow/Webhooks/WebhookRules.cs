using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow;

/// <summary>Which events there are, how they are written, and what a webhook may be called.</summary>
internal static class WebhookRules
{
    private const int NameLength = 63;

    private static readonly Dictionary<MlflowWebhookEntity, MlflowWebhookAction[]> _events = new()
    {
        [MlflowWebhookEntity.RegisteredModel] = [MlflowWebhookAction.Created],
        [MlflowWebhookEntity.ModelVersion] = [MlflowWebhookAction.Created],
        [MlflowWebhookEntity.ModelVersionTag] = [MlflowWebhookAction.Set, MlflowWebhookAction.Deleted],
        [MlflowWebhookEntity.ModelVersionAlias] = [MlflowWebhookAction.Created, MlflowWebhookAction.Deleted],
    };

    public static void CheckName(string? name)
    {
        MlflowNames.Require(name, "name");
        if (name!.Length > NameLength || !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') || !char.IsLetterOrDigit(name[0])
            || !char.IsLetterOrDigit(name[^1]))
        {
            throw MlflowException.Invalid(
                $"The webhook name '{name}' must have 1 to {NameLength} letters, digits, hyphens, underscores and dots, and begin and end "
                + $"with a letter or digit.");
        }
    }

    public static void CheckEvents(IReadOnlyList<MlflowWebhookEvent> events)
    {
        if (events.Count == 0)
            throw MlflowException.Invalid("A webhook must have at least one event.");
        foreach (MlflowWebhookEvent item in events)
        {
            if (!_events.TryGetValue(item.Entity, out MlflowWebhookAction[]? actions))
                throw MlflowException.Invalid(
                    $"The entity '{Text(item.Entity)}' has no events here. Entities are: {string.Join(", ", _events.Keys.Select(Text))}.");
            if (!actions.Contains(item.Action))
                throw MlflowException.Invalid($"Invalid action '{Text(item.Action)}' for entity '{Text(item.Entity)}'. Valid actions "
                    + $"are: {string.Join(", ", actions.Select(Text))}.");
        }
    }

    /// <summary>Returns the lower-case name that the store and deliveries use.</summary>
    public static string Text<T>(T value)
        where T : struct, Enum => JsonSerializer.Serialize(value, MlflowJson.Options.GetTypeInfo(typeof(T))).Trim('"').ToLowerInvariant();

    public static MlflowWebhookEntity Entity(string text) =>
        _events.Keys.FirstOrDefault(entity => Text(entity).Equals(text, StringComparison.OrdinalIgnoreCase));

    public static MlflowWebhookAction Action(string text) =>
        Enum.GetValues<MlflowWebhookAction>().FirstOrDefault(action => Text(action).Equals(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns what a trial delivery says.</summary>
    public static JsonObject Example(MlflowWebhookEntity entity) => entity switch
    {
        MlflowWebhookEntity.RegisteredModel => new JsonObject { ["name"] = "example_model", ["tags"] = new JsonObject(),
            ["description"] = "An example." },
        MlflowWebhookEntity.ModelVersion => new JsonObject
        {
            ["name"] = "example_model",
            ["version"] = "1",
            ["source"] = "models:/m-example",
            ["run_id"] = "example",
            ["tags"] = new JsonObject(),
            ["description"] = "An example.",
        },
        MlflowWebhookEntity.ModelVersionTag => new JsonObject { ["name"] = "example_model", ["version"] = "1", ["key"] = "example_key",
            ["value"] = "example_value" },
        _ => new JsonObject { ["name"] = "example_model", ["alias"] = "example_alias", ["version"] = "1" },
    };
}
