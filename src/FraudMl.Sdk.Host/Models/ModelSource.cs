using FraudMl.Sdk.Host.Building;

namespace FraudMl.Sdk.Host.Models;

/// <summary>Where the model of an item comes from, and what the lock file says of it.</summary>
internal sealed class ModelSource(Request request, LockFile lockFile, ModelCache cache, Store store, bool isUpdate, TextWriter output)
{
    /// <summary>Returns the model of an item; a new one is locked.</summary>
    public async Task<ModelFolder> FindAsync(ModelItem item)
    {
        LockedModel? locked = lockFile.Find(item.Uri);
        if (!isUpdate && locked is not null)
        {
            ModelFolder found = item.IsStored
                ? await new StoredModel(item, cache, store).OfLockAsync(locked).ConfigureAwait(false)
                : FromPath(item);
            bool isSame = found.Locked.Digest == locked.Digest && locked.FirstDifference(found.Locked) is null;
            return isSame ? found : throw Changed(item, locked, found);
        }

        if (!isUpdate && request.IsLocked)
            throw new BuildError(ErrorCodes.Locked, item.Place,
                $"{lockFile.Name} has no entry of the model '{item.Uri}', and must not change in locked mode. Build where it may, without "
                + "-p:RestoreLockedMode=true, and commit the file.");
        ModelFolder now = item.IsStored
            ? await new StoredModel(item, cache, store).OfStoreAsync().ConfigureAwait(false)
            : FromPath(item);
        // An entry that stays as it is leaves the file as it is.
        if (locked is not null && Same(locked, now.Locked)) return now;
        lockFile.Set(item.Uri, now.Locked);
        string before = locked is null ? "" : $", and was {Describe(locked)}";
        await output.WriteLineAsync($"{item.Uri} is {Describe(now.Locked)} in {lockFile.Name}{before}").ConfigureAwait(false);
        return now;
    }

    private ModelFolder FromPath(ModelItem item) =>
        ModelFolder.Of(Path.GetFullPath(item.Uri, Path.GetDirectoryName(Path.GetFullPath(request.Project))!), item);

    private BuildError Changed(ModelItem item, LockedModel locked, ModelFolder found) => new(ErrorCodes.DigestChanged, item.Place,
        $"The model '{item.Uri}'{(locked.Version is null ? "" : $", version {locked.Version},")} is not the one that {lockFile.Name} "
        + $"locks: {locked.FirstDifference(found.Locked) ?? "MLmodel"} has another SHA-256. Find out who changed it; where the change is meant, "
        + "build with -t:FraudMlUpdate and commit the file.");

    private static bool Same(LockedModel locked, LockedModel now) =>
        (locked.Name, locked.Version, locked.Digest) == (now.Name, now.Version, now.Digest) && locked.FirstDifference(now) is null;

    private static string Describe(LockedModel model) =>
        $"{(model.Version is { } version ? $"version {version}, " : "")}SHA-256 {model.Digest[..8]}…";
}
