namespace FraudMl;

/// <summary>The learners and resamplers that a run chooses from.</summary>
/// <param name="Learners">The learners, those to be tried first in front.</param>
/// <param name="Resamplers">The resamplers.</param>
internal sealed record LearnerChoice(IReadOnlyList<OfferedPart> Learners, IReadOnlyList<OfferedPart> Resamplers)
{
    // What every package offers, by the names that reports show, so that what is absent can be named; and what makes it superfluous.
    private static readonly (string Package, string Parts, string? ReplacedBy)[] Known =
    [
        ("FraudMl.LightGbm", "LightGBM and Random forest", null),
        ("FraudMl.XGBoost", "XGBoost", null),
        ("FraudMl.Imbalance", "ClassWeights, RandomUnder and Balanced random forest", null),
        ("FraudMl.MlNet", "FastTree and FastForest", "LightGBM"),
    ];

    // A trial that takes more than this share of the budget costs more than it can bring.
    private const double MostOfBudget = 0.1;

    /// <summary>Returns what is registered or given, without what was left out.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="trial">What a trial of cost 1 takes.</param>
    /// <param name="budget">The time that there is; null for no limit.</param>
    /// <param name="story">What is told.</param>
    public static LearnerChoice Of(AutoMLOptions options, TimeSpan trial, TimeSpan? budget, Story story)
    {
        OfferedPart[] all = [.. (options.Parts ?? Catalogue.Parts)];
        if (options.Parts is null)
        {
            foreach ((string package, string parts, _) in Known.Where(known => all.All(
                offer => offer.Package != known.Package && offer.Part.Name != known.ReplacedBy)))
                story.LeaveOut($"{parts}: the app does not reference {package}.");
        }

        OfferedPart[] kept = [.. all.Where(offer => Keeps(offer, all, options, trial, budget, story))];
        OfferedPart[] learners = [.. kept.Where(offer => offer.Part is ITrainer)
            .OrderBy(offer => offer.TakesMissing ? 0 : 1).ThenBy(offer => offer.Cost)];
        if (learners.Length == 0) throw new FraudMlException("AutoML needs a learner, and every one is left out. LeaveOut names "
            + $"{string.Join(", ", options.LeaveOut)}; there are {Names(all.Where(offer => offer.Part is ITrainer))}.");
        OfferedPart[] resamplers = [.. kept.Where(offer => offer.Part is IResampler)];
        story.Do($"Chose among {Names(learners)}"
            + (resamplers.Length == 0 ? "." : $", on the rows as they are and after {Names(resamplers)}."));
        return new LearnerChoice(learners, resamplers);
    }

    private static bool Keeps(OfferedPart offer, OfferedPart[] all, AutoMLOptions options, TimeSpan trial, TimeSpan? budget,
        Story story)
    {
        string name = offer.Part.Name;
        if (options.LeaveOut.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            story.LeaveOut($"{name}, as asked.");
            return false;
        }

        if (offer.ReplacedBy is { } better && all.Any(other => other.Part.Name == better)
            && !options.LeaveOut.Contains(better, StringComparer.OrdinalIgnoreCase))
        {
            story.LeaveOut($"{name}: {better} does the same faster.");
            return false;
        }

        if (offer.Cost <= 2 || budget is not { } time || trial * offer.Cost <= time * MostOfBudget) return true;
        story.LeaveOut($"{name}: one trial of it would take too much of the budget.");
        return false;
    }

    private static string Names(IEnumerable<OfferedPart> parts) => string.Join(", ", parts.Select(offer => offer.Part.Name));
}
