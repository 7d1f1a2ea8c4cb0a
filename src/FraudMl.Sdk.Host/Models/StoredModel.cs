using FraudMl.Mlflow;
using FraudMl.Sdk.Host.Building;
using FraudMl.Tracking;

namespace FraudMl.Sdk.Host.Models;

/// <summary>Brings a model from the cache, else from the store.</summary>
internal sealed class StoredModel(ModelItem item, ModelCache cache, Store store)
{
    private string What => $"The model '{item.Uri}' can't be restored";

    /// <summary>Returns the version that is locked, without asking the store where the cache has it.</summary>
    public async Task<ModelFolder> OfLockAsync(LockedModel locked)
    {
        ModelPlace place = new(locked.FixedUri(item.Uri), locked.Name, locked.Version, null);
        if (FromCache(locked.Digest, place) is { } found) return found;
        return await store.AskAsync(item.Place, $"{What}, and it is not in the cache", async client =>
            await DownloadAsync(client, place).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Returns what the URI means in the store now.</summary>
    public Task<ModelFolder> OfStoreAsync() => store.AskAsync(item.Place, What, async client =>
    {
        ModelPlace place = await MissingModel.ExplainedAsync(client, item.Uri,
            () => ModelPlace.OfAsync(client, item.Uri, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        return place.RegisteredHash is { } hash && FromCache(hash, place) is { } found
            ? found
            : await DownloadAsync(client, place).ConfigureAwait(false);
    });

    // A copy that somebody changed is taken anew.
    private ModelFolder? FromCache(string digest, ModelPlace place)
    {
        if (cache.Find(digest) is not { } folder) return null;
        try
        {
            ModelFolder found = ModelFolder.Of(folder, item, place);
            if (found.Locked.Digest == digest) return found;
        }
        catch (BuildError)
        {
            // Damaged; the store has another.
        }

        cache.Remove(digest);
        return null;
    }

    private async Task<ModelFolder> DownloadAsync(MlflowClient client, ModelPlace place)
    {
        string folder = cache.NewFolder();
        try
        {
            await client.DownloadModelAsync(place.Uri, folder).ConfigureAwait(false);
            ModelFolder downloaded = ModelFolder.Of(folder, item, place);
            place.Require(item.Uri, downloaded.Locked.Digest);
            return downloaded with { Path = cache.Add(folder, downloaded.Locked.Digest) };
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }
}
