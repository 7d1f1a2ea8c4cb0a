namespace FraudMl.Mlflow;

/// <summary>Creates a model version exactly once, also when the answer to the request gets lost.</summary>
internal static class VersionCreation
{
    public static Task<Created<MlflowModelVersion>> CreateAsync(IMlflowRegistry registry, MlflowCreateModelVersion request,
        CancellationToken cancellationToken)
    {
        string key = ExactlyOnce.NewKey();
        MlflowCreateModelVersion marked = request with { Tags = [.. request.Tags, new MlflowTag(ExactlyOnce.KeyTag, key)] };
        return registry is IVersionSteps steps ? steps.CreateOnceAsync(marked, key, cancellationToken) : ExactlyOnce.CreateAsync(
            async () => (await registry.CreateVersionAsync(marked, cancellationToken).ConfigureAwait(false)).ModelVersion,
            () => FindAsync(registry, request.Name, key, cancellationToken),
            twin => registry.DeleteVersionAsync(new MlflowModelVersionReference { Name = twin.Name, Version = twin.Version },
                cancellationToken),
            version => version.Version);
    }

    private static async Task<IReadOnlyList<MlflowModelVersion>> FindAsync(IMlflowRegistry registry, string name, string key,
        CancellationToken cancellationToken)
    {
        string filter = $"name = {MlflowFilter.Text(name)} AND {MlflowFilter.Key("tags", ExactlyOnce.KeyTag)} = '{key}'";
        MlflowModelVersionPage page = await registry.SearchVersionsAsync(filter, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return [.. page.ModelVersions.OrderBy(version => VersionNumber.Parse(version.Version))];
    }
}
