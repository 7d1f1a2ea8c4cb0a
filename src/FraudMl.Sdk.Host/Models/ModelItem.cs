using FraudMl.Sdk.Host.Building;

namespace FraudMl.Sdk.Host.Models;

/// <summary>A <c>FraudModel</c> item of a project.</summary>
/// <param name="Uri">What it includes: a model's URI, a folder or a file.</param>
/// <param name="Name">The folder of the output that it goes to; null for its own name.</param>
/// <param name="Record">The name of the record; null for one made of the name.</param>
/// <param name="Namespace">The record's namespace.</param>
/// <param name="HasRecord">Whether a record is written.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record ModelItem(string Uri, string? Name, string? Record, string Namespace, bool HasRecord, Place Place)
{
    /// <value>Whether its files are in a store.</value>
    public bool IsStored => Uri.StartsWith("models:/", StringComparison.OrdinalIgnoreCase)
        || Uri.StartsWith("runs:/", StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<ModelItem> Of(Request request) =>
    [
        .. request.Items("model", "FraudModel").Select(item => item.Fields is [var uri, var name, var record, var space, var has, ..]
            ? new ModelItem(uri, OrNull(name), OrNull(record), space, !has.Equals("false", StringComparison.OrdinalIgnoreCase), item.Place)
            : throw new BuildError(ErrorCodes.WrongItem, item.Place, $"The FraudModel '{item.Fields[0]}' is incomplete in the request.")),
    ];

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
