using FraudMl.Sdk.Host.Building;
using FraudMl.Sdk.Host.Names;

namespace FraudMl.Sdk.Host.Models;

/// <summary>A model that a build copies beside the app.</summary>
/// <param name="Item">The item.</param>
/// <param name="Folder">Its files.</param>
/// <param name="Name">The folder below <c>models/</c>.</param>
/// <param name="Record">The record's name; null where none is written.</param>
internal sealed record RestoredModel(ModelItem Item, ModelFolder Folder, string Name, string? Record)
{
    /// <value>The path of the model beside the app: its directory, or its file.</value>
    public string Target => Folder.SingleFile is { } file ? $"models/{Name}/{file}" : $"models/{Name}";

    /// <summary>Names a model; two of one name are refused.</summary>
    public static RestoredModel Of(ModelItem item, ModelFolder folder, IReadOnlyList<RestoredModel> others)
    {
        string name = item.Name ?? Identifiers.FolderName(folder.Locked.Name ?? LastPart(item.Uri, folder.SingleFile is not null));
        if (name != Identifiers.FolderName(name) || name.Trim('.').Length == 0)
            throw new BuildError(ErrorCodes.WrongItem, item.Place,
                $"The model '{item.Uri}' can't be copied to a folder named '{name}'. Give it a Name of letters, digits, . _ and -.");
        string? record = item.HasRecord ? item.Record ?? $"{Identifiers.TypeName(name)}Row" : null;
        if (record is not null && !IsType(record, item.Namespace))
            throw new BuildError(ErrorCodes.WrongItem, item.Place,
                $"'{item.Namespace}.{record}' is no name of a type for the rows of '{item.Uri}'. Give it a RecordName and a Namespace that C# "
                + "takes.");
        if (others.FirstOrDefault(other => other.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } same)
            throw new BuildError(ErrorCodes.WrongItem, item.Place,
                $"'{same.Item.Uri}' and '{item.Uri}' would both be copied to models/{name}. Give one of them another Name.");
        if (others.Any(other => record is not null && other.Record == record && other.Item.Namespace == item.Namespace))
            throw new BuildError(ErrorCodes.WrongItem, item.Place,
                $"Two models have rows named '{record}'. Give one of them another RecordName.");
        return new RestoredModel(item, folder, name, record);
    }

    /// <summary>Returns a line for each file: where it is, and where it goes.</summary>
    public IEnumerable<string> Lines() =>
        Folder.Locked.Files.Keys.Select(file => $"{Path.Combine(Folder.Path, file)}|models/{Name}/{file}");

    private static bool IsType(string name, string space) =>
        Identifiers.IsValid(name) && (space.Length == 0 || space.Split('.').All(Identifiers.IsValid));

    // A folder's name may have a dot; the model of a run is named as its path.
    private static string LastPart(string uri, bool isFile)
    {
        string trimmed = uri.Replace('\\', '/').TrimEnd('/');
        string last = trimmed[(trimmed.LastIndexOf('/') + 1)..];
        return (isFile ? Path.GetFileNameWithoutExtension(last) : last) is var name && name.Trim('.').Length > 0 ? name : "model";
    }
}
