using FraudMl.Sdk.Host.Building;

namespace FraudMl.Sdk.Host.Evaluating;

/// <summary>Judges a challenger by the bounds of a project and by the champion.</summary>
internal static class Judging
{
    /// <summary>Returns what the challenger breaks.</summary>
    public static async Task<IReadOnlyList<BuildError>> RunAsync(Request request, TextWriter output)
    {
        var project = new Place(request.Project);
        IReadOnlyList<MetricBound> bounds = MetricBound.Of(request);
        if (bounds.Count == 0)
            throw new BuildError(ErrorCodes.NothingToJudge, project,
                "The project has no FraudMetric item, so that nothing could be judged. Add one: <FraudMetric Include=\"average_precision\" Minimum=\"0.7\" MaximumLoss=\"0.01\" />.");
        if (request.One("challenger") is not { Length: > 0 } asked)
            throw new BuildError(ErrorCodes.NothingToJudge, project,
                "Nobody says which model is judged. Set the property FraudMlModelName to the registered name, or FraudMlChallenger to a URI.");
        using var store = new Store();
        MeasuredModel challenger = await store.AskAsync(project, "The challenger can't be judged",
            client => MeasuredModel.ReadAsync(client, asked)).ConfigureAwait(false);
        MeasuredModel? champion = await ChampionAsync(store, request, challenger, project, output).ConfigureAwait(false);
        var errors = new List<BuildError>();
        foreach (MetricBound bound in bounds)
        {
            if (challenger.Find(bound.Name) is not { } value)
            {
                errors.Add(new BuildError(ErrorCodes.NothingToJudge, bound.Place,
                    $"The run of {challenger.Uri} has no metric '{bound.Name}': {challenger.Names(bound.Name)}."));
                continue;
            }

            double? before = champion?.Find(bound.Name);
            string against = before is { } known ? $", champion {MetricBound.Text(known)}" : "";
            await output.WriteLineAsync($"{bound.Name}: {MetricBound.Text(value)}{against}").ConfigureAwait(false);
            errors.AddRange(bound.Broken(value, before).Select(broken =>
                new BuildError(ErrorCodes.OutOfBounds, bound.Place, $"{bound.Name} of {challenger.Uri} is {broken}.")));
        }

        return errors;
    }

    // The first model has nobody to be compared with, and a version that is the champion already only itself.
    private static async Task<MeasuredModel?> ChampionAsync(
        Store store, Request request, MeasuredModel challenger, Place project, TextWriter output)
    {
        if (request.One("champion") is not { Length: > 0 } uri) return null;
        MeasuredModel champion;
        try
        {
            champion = await store.AskAsync(project, "There is no champion", client => MeasuredModel.ReadAsync(client, uri))
                .ConfigureAwait(false);
        }
        catch (BuildError none) when (none.Code == ErrorCodes.UnknownModel)
        {
            await output.WriteLineAsync($"{challenger.Uri} is judged by its bounds alone. {none.Message}").ConfigureAwait(false);
            return null;
        }

        bool isItself = champion.Uri == challenger.Uri;
        await output.WriteLineAsync(isItself ? $"{challenger.Uri} is the champion: judged by its bounds alone"
            : $"{challenger.Uri} against the champion {champion.Uri}").ConfigureAwait(false);
        return isItself ? null : champion;
    }
}
