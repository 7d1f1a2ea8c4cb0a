namespace FraudMl.Mlflow;

/// <summary>Creates a logged model exactly once, also when the answer to the request gets lost.</summary>
internal static class LoggedModelCreation
{
    public static async Task<MlflowLoggedModel> CreateAsync(IMlflowLoggedModels models, MlflowCreateLoggedModel request,
        CancellationToken cancellationToken)
    {
        string key = ExactlyOnce.NewKey();
        MlflowCreateLoggedModel marked = request with { Tags = [.. request.Tags, new MlflowTag(ExactlyOnce.KeyTag, key)] };
        return (await ExactlyOnce.CreateAsync(
            async () => (await models.CreateAsync(marked, cancellationToken).ConfigureAwait(false)).Model,
            () => FindAsync(models, request.ExperimentId, key, cancellationToken),
            twin => models.DeleteAsync(twin.Info.ModelId, cancellationToken),
            model => model.Info.ModelId).ConfigureAwait(false)).Made;
    }

    private static async Task<IReadOnlyList<MlflowLoggedModel>> FindAsync(IMlflowLoggedModels models, string experimentId, string key,
        CancellationToken cancellationToken)
    {
        var search = new MlflowSearchLoggedModels { ExperimentIds = [experimentId],
            Filter = $"{MlflowFilter.Key("tags", ExactlyOnce.KeyTag)} = '{key}'" };
        MlflowLoggedModelPage page = await models.SearchAsync(search, cancellationToken).ConfigureAwait(false);
        return [.. page.Models.OrderBy(model => model.Info.CreationTimestampMs)
            .ThenBy(model => model.Info.ModelId, StringComparer.Ordinal)];
    }
}
