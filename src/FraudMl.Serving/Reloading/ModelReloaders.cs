namespace FraudMl.Serving;

/// <summary>What looks after a served model, or after its challenger.</summary>
/// <param name="Service">The model.</param>
/// <param name="Reloader">What looks after it.</param>
/// <param name="IsChallenger">Whether it is tried only: the application starts without it.</param>
internal sealed record FollowedModel(ScoringService Service, ModelReloader Reloader, bool IsChallenger);

/// <summary>What looks after the models of an application: the served ones in the order of their registration, then challengers.</summary>
internal sealed class ModelReloaders(IEnumerable<FollowedModel> models)
{
    public IReadOnlyList<FollowedModel> All { get; } = [.. models];
}
