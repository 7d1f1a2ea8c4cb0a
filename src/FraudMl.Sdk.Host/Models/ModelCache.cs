namespace FraudMl.Sdk.Host.Models;

/// <summary>The models of all projects of a user, each under its digest; what is there is read only.</summary>
internal sealed class ModelCache(string folder)
{
    private string Models => Path.Combine(folder, "models");

    /// <summary>Returns the folder of a model; null where it is not there, or the digest is none: anybody may have written it.</summary>
    public string? Find(string digest) => digest.Length == 64 && digest.All(char.IsAsciiHexDigit) && Directory.Exists(PathOf(digest))
        ? PathOf(digest) : null;

    /// <summary>Returns an empty folder to download to, on the same disk.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Models, $"{Guid.NewGuid():N}.tmp")).FullName;

    /// <summary>Moves a download to its place; where another build was faster, its copy stays.</summary>
    public string Add(string downloaded, string digest)
    {
        try
        {
            Directory.Move(downloaded, PathOf(digest));
        }
        catch (IOException) when (Directory.Exists(PathOf(digest)))
        {
            Directory.Delete(downloaded, recursive: true);
        }

        return PathOf(digest);
    }

    /// <summary>Takes a model away whose files are not those that were written.</summary>
    public void Remove(string digest) => Directory.Delete(PathOf(digest), recursive: true);

    private string PathOf(string digest) => Path.Combine(Models, digest);
}
