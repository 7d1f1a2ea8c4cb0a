using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>
/// A version is created pending, gets its files, and is finalized. Its key stands in a tag until the registration is over; the next
/// registration of the same source goes on with a version that still has it, instead of making another one.
/// </summary>
internal sealed partial class CatalogRegistry : IVersionSteps
{
    // As long as MLflow's own client waits; and as long as answers may lag behind a step that another attempt had made.
    private static readonly TimeSpan FinalizeLimit = TimeSpan.FromMinutes(5), SettleLimit = TimeSpan.FromSeconds(60),
        FirstPause = TimeSpan.FromMilliseconds(500), LongestPause = TimeSpan.FromSeconds(10);

    public async Task<MlflowModelVersionAnswer> CreateVersionAsync(
        MlflowCreateModelVersion request, CancellationToken cancellationToken = default)
    {
        Created<MlflowModelVersion> created = await VersionCreation.CreateAsync(this, request, cancellationToken).ConfigureAwait(false);
        await created.DeleteTwinsAsync().ConfigureAwait(false);
        return new MlflowModelVersionAnswer { ModelVersion = created.Made };
    }

    public async Task<Created<MlflowModelVersion>> CreateOnceAsync(
        MlflowCreateModelVersion request, string key, CancellationToken cancellationToken)
    {
        RequireThreeParts(request.Name);
        if (request.RunLink is not null) throw Lacks("links to runs of other servers", "Leave RunLink out");
        await ManifestSignature.RequireAsync(sources, request.Source, cancellationToken).ConfigureAwait(false);
        CatalogVersion? begun = (await FindAsync(request, cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(version => (version.IsPending || version.IsReady) && version.TagOf(ExactlyOnce.KeyTag) is not null);
        Created<CatalogVersion> created = begun is not null
            ? new Created<CatalogVersion>(begun, null)
            : await CreatePendingAsync(request, key, cancellationToken).ConfigureAwait(false);
        CatalogVersion version = created.Made.IsReady
            ? created.Made : await CompleteAsync(created.Made, request.Source, cancellationToken).ConfigureAwait(false);
        return new Created<MlflowModelVersion>(version.ToVersion(), async () =>
        {
            await created.DeleteTwinsAsync().ConfigureAwait(false);
            await ForgetKeyAsync(version, cancellationToken).ConfigureAwait(false);
        });
    }

    private async Task ForgetKeyAsync(CatalogVersion version, CancellationToken cancellationToken)
    {
        try
        {
            var tag = new MlflowDeleteModelVersionTag { Name = version.Name, Version = version.Version, Key = ExactlyOnce.KeyTag };
            await DeleteVersionTagAsync(tag, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException error)
        {
            // All is there, but who registers the same source again gets this version again.
            DatabricksLog.KeyNotRemoved(
                workspace.Logger, CatalogTags.KeyOf(ExactlyOnce.KeyTag), version.Version, version.Name, error.ErrorCode);
        }
    }

    private Task<Created<CatalogVersion>> CreatePendingAsync(
        MlflowCreateModelVersion request, string key, CancellationToken cancellationToken)
    {
        string? modelId = request.ModelId ?? TrackedPlace.ModelOf(request.Source);
        var wanted = new NewCatalogVersion(
            request.Name, request.Source, request.RunId, request.Description, CatalogTags.Written(request.Tags), modelId);
        return ExactlyOnce.CreateAsync(
            () => catalog.CreateVersionAsync(wanted, cancellationToken),
            async () =>
            [
                .. (await FindAsync(request, cancellationToken).ConfigureAwait(false))
                    .Where(version => version.TagOf(ExactlyOnce.KeyTag) == key),
            ],
            twin => DeleteTwinAsync(twin, cancellationToken),
            version => version.Version);
    }

    private async Task DeleteTwinAsync(CatalogVersion twin, CancellationToken cancellationToken)
    {
        try
        {
            await catalog.DeleteVersionAsync(twin.Name, twin.Version, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceDoesNotExist)
        {
            // The answer to the first attempt was lost.
        }
    }

    // Those of the same source, with their tags, which a search does not tell; the earliest first.
    private async Task<IReadOnlyList<CatalogVersion>> FindAsync(MlflowCreateModelVersion request, CancellationToken cancellationToken)
    {
        List<CatalogVersion> found = [];
        foreach (CatalogVersion version in (await catalog.AllVersionsAsync(request.Name, cancellationToken).ConfigureAwait(false))
            .Where(version => version.Source == request.Source && (version.RunId ?? "") == (request.RunId ?? ""))
            .OrderBy(version => VersionNumber.Parse(version.Version)))
        {
            if (await catalog.FindVersionAsync(version.Name, version.Version, cancellationToken).ConfigureAwait(false) is { } whole)
                found.Add(whole);
        }

        return found;
    }

    private async Task<CatalogVersion> CompleteAsync(CatalogVersion version, string source, CancellationToken cancellationToken)
    {
        try
        {
            await UploadAsync(version, source, cancellationToken).ConfigureAwait(false);
            return await FinalizeAsync(version, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException error)
        {
            throw new MlflowException(error.ErrorCode, $"Version {version.Version} of '{version.Name}' is not complete: {error.Message} "
                + "Register the model again: that goes on with this version.", error.StatusCode, error);
        }
    }

    private async Task UploadAsync(CatalogVersion version, string source, CancellationToken cancellationToken)
    {
        IFileAccess access = await files.AccessAsync(version, isWrite: true, cancellationToken).ConfigureAwait(false);
        foreach (MlflowFileInfo file in await ArtifactListing.ReadAsync(sources, source, cancellationToken).ConfigureAwait(false))
        {
            Stream content = await sources.OpenReadAsync(ArtifactPath.Combine(source, file.Path), cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
                await files.WriteAsync(access, file.Path, content, cancellationToken).ConfigureAwait(false);
        }
    }

    // What was finalized may be told as pending for a while.
    private async Task<CatalogVersion> FinalizeAsync(CatalogVersion version, CancellationToken cancellationToken)
    {
        MlflowException? refused = null;
        try
        {
            await catalog.FinalizeAsync(version.Name, version.Version, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException error)
        {
            // Its answer may have been lost, and a version can be finalized once.
            refused = error;
        }

        TimeSpan limit = refused is null || refused.ErrorCode == MlflowErrorCodes.InvalidState ? FinalizeLimit
            : refused.IsAmbiguous ? SettleLimit : TimeSpan.Zero;
        for (PollPauses pauses = new(FirstPause, LongestPause); ;)
        {
            CatalogVersion now = await catalog.VersionAsync(version.Name, version.Version, cancellationToken).ConfigureAwait(false);
            if (now.IsReady) return now;
            if (!now.IsPending || pauses.Total >= limit) throw refused ?? NotReady(now, pauses.Total);
            await Task.Delay(pauses.Next(), workspace.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static MlflowException NotReady(CatalogVersion version, TimeSpan waited)
    {
        string why = version.StatusMessage is { Length: > 0 } message ? $": {message.TrimEnd('.')}" : "";
        return new MlflowException(MlflowErrorCodes.InvalidState, version.IsPending
            ? FormattableString.Invariant($"It is still in the state {version.Status}, {waited.TotalSeconds:0} s after its last step{why}.")
            : $"It is in the state {version.Status} after its last step{why}.");
    }
}
