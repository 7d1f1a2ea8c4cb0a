namespace FraudMl.Mlflow;

/// <summary>Creates one thing although answers get lost: each request carries the same key as a tag, by which its
/// fruits are found again.</summary>
internal static class ExactlyOnce
{
    /// <summary>The tag that holds the key.</summary>
    public const string KeyTag = "fraudml.creationKey";

    private const int Attempts = 3;

    public static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>Creates, searches after an ambiguous failure, and keeps the earliest when a lost request took effect late.</summary>
    /// <param name="create">Sends the request.</param>
    /// <param name="find">Returns everything with the key, earliest first.</param>
    /// <param name="delete">Deletes a twin.</param>
    /// <param name="idOf">Tells one from another.</param>
    public static async Task<Created<T>> CreateAsync<T>(Func<Task<T>> create, Func<Task<IReadOnlyList<T>>> find, Func<T, Task> delete,
        Func<T, string> idOf)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                T made = await create().ConfigureAwait(false);
                return attempt == 1 ? new Created<T>(made, null) : await FindEarliestAsync().ConfigureAwait(false) ?? Kept(made);
            }
            catch (MlflowException error) when (error.IsAmbiguous && attempt < Attempts)
            {
                if (await FindEarliestAsync().ConfigureAwait(false) is { } found)
                    return found;
            }
        }

        async Task<Created<T>?> FindEarliestAsync()
        {
            IReadOnlyList<T> found = await find().ConfigureAwait(false);
            if (found.Count == 0)
                return null;
            await DeleteAllButAsync(found[0], found).ConfigureAwait(false);
            return Kept(found[0]);
        }

        Created<T> Kept(T kept) =>
            new(kept, async () => await DeleteAllButAsync(kept, await find().ConfigureAwait(false)).ConfigureAwait(false));

        async Task DeleteAllButAsync(T kept, IReadOnlyList<T> found)
        {
            foreach (T twin in found.Where(one => idOf(one) != idOf(kept)))
                await delete(twin).ConfigureAwait(false);
        }
    }
}

/// <summary>Something that was created, and the way to what lost requests may yet make of the same creation.</summary>
internal sealed class Created<T>(T made, Func<Task>? deleteTwins)
{
    public T Made => made;

    /// <summary>Deletes what lost requests have made in the meantime; called when the thing is complete.</summary>
    public Task DeleteTwinsAsync() => deleteTwins?.Invoke() ?? Task.CompletedTask;
}
