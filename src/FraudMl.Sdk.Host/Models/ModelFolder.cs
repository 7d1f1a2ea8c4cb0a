using FraudMl.Sdk.Host.Building;
using FraudMl.Tracking;

namespace FraudMl.Sdk.Host.Models;

/// <summary>A model on this machine whose files have the hashes that it says.</summary>
/// <param name="Path">The model directory, or the folder of the file.</param>
/// <param name="Locked">Its version, digest and files.</param>
internal sealed record ModelFolder(string Path, LockedModel Locked)
{
    /// <value>The model's own file, of a model without an MLmodel; else null.</value>
    public string? SingleFile => Locked.Files.ContainsKey(ModelManifest.FileName) ? null : Locked.Files.Keys.Single();

    /// <summary>Checks a model directory, or a file that a model was saved to.</summary>
    /// <param name="path">The directory, its MLmodel, or the file.</param>
    /// <param name="item">The item that asks for it.</param>
    /// <param name="place">What is known of it: its name and version, where it came from a registry.</param>
    /// <exception cref="BuildError">Thrown when there is no model, its hashes are missing, or a file has another one.</exception>
    public static ModelFolder Of(string path, ModelItem item, ModelPlace? place = null)
    {
        if (System.IO.Path.GetFileName(path) == ModelManifest.FileName && File.Exists(path))
            path = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        if (File.Exists(path)) return OfFile(path, item);
        if (!Directory.Exists(path))
            throw new BuildError(ErrorCodes.UnknownModel, item.Place,
                $"The FraudModel '{item.Uri}' is no model URI, and there is no folder or file of that name. Write models:/name@alias, "
                + "models:/name/3, runs:/RUN_ID/path, a model directory or a model's file.");
        ReadManifest manifest = Read(path, item);
        if (manifest.Files is not { } hashes)
            throw new BuildError(ErrorCodes.HashesMissing, item.Place,
                $"The model '{item.Uri}' has no hashes of its files, as those of FraudMl before there were any: nobody could tell whether they "
                + "are the ones that were written. Log and register it again.");
        if (hashes.Keys.FirstOrDefault(file => !IsPlain(file)) is { } odd)
            throw new BuildError(ErrorCodes.FilesDamaged, item.Place,
                $"The model '{item.Uri}' has a file of the name '{odd}', which a build can't copy: names are letters, digits and . _ - / or a "
                + "space. Log it again.");
        try
        {
            PackageFiles.Require(path, hashes);
        }
        catch (FraudMlException damaged)
        {
            throw new BuildError(ErrorCodes.FilesDamaged, item.Place, damaged.Message);
        }

        var files = new SortedDictionary<string, string>(hashes, StringComparer.Ordinal) { [ModelManifest.FileName] = manifest.Hash };
        return new ModelFolder(System.IO.Path.GetFullPath(path), new LockedModel(place?.Name, place?.Version, manifest.Hash, files));
    }

    private static ModelFolder OfFile(string path, ModelItem item)
    {
        string name = System.IO.Path.GetFileName(path);
        if (!IsPlain(name))
            throw new BuildError(ErrorCodes.WrongItem, item.Place,
                $"The file '{item.Uri}' has a name that a build can't copy: letters, digits and . _ - or a space can stand in it.");
        string hash = PackageFiles.HashOf(path);
        return new ModelFolder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!,
            new LockedModel(null, null, hash, new(StringComparer.Ordinal) { [name] = hash }));
    }

    private static ReadManifest Read(string path, ModelItem item)
    {
        try
        {
            return ReadManifest.Of(path);
        }
        catch (FraudMlException wrong)
        {
            bool isOurs = File.Exists(System.IO.Path.Combine(path, ModelManifest.FileName));
            throw new BuildError(isOurs ? ErrorCodes.HashesMissing : ErrorCodes.UnknownModel, item.Place, wrong.Message);
        }
    }

    // What MSBuild would take for a list, a wildcard or a property stands in no name; the names come from a store.
    private static bool IsPlain(string path) =>
        path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '/' or ' ');
}
