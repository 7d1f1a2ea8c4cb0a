namespace FraudMl;

/// <summary>What can be told to be wrong before anything runs.</summary>
internal static class PlanCheck
{
    /// <summary>Throws one error with every problem of the plan.</summary>
    public static void Require(ExperimentPlan plan, Dataset train)
    {
        string[] problems = [.. Problems(plan, train)];
        if (problems.Length > 0) throw new FraudMlException($"The experiment '{plan.Name}' can't run", problems);
    }

    /// <summary>Returns how many folds there are; throws when the rows can't be learned from whatever the candidate.</summary>
    public static int FoldCount(ExperimentPlan plan, Dataset train)
    {
        int frauds = train.FraudCount;
        if (frauds == 0 || frauds == train.RowCount)
            throw new FraudMlException($"The experiment '{plan.Name}' needs both classes, and the training data has {frauds} frauds "
                + $"among {train.RowCount} rows. Add rows of the other class, or check the label column.");
        return plan.Folds.Split(FoldInput.Of(train)).Count;
    }

    private static IEnumerable<string> Problems(ExperimentPlan plan, Dataset train)
    {
        if (plan.Candidates.Count == 0) yield return "It has no candidates. Add pipelines with .Compare(…).";
        if (!train.HasLabels) yield return "The training data has no label column. Name one with schema.Label(\"…\").";
        if (plan.Test is { HasLabels: false }) yield return "The test data has no label column. Name one with schema.Label(\"…\").";
        if (plan.Test is { } test && train.Features.Where(column => !test.Has(column.Name)).Select(column => column.Name)
            .ToArray() is { Length: > 0 } missing)
            yield return $"The test data lacks the columns {string.Join(", ", missing)}.";
        foreach (TunableParameter parameter in plan.Phases.SelectMany(phase => phase.Space?.Parameters ?? [])
            .DistinctBy(parameter => parameter.Name))
        {
            if (plan.Candidates.Count > 0 && !plan.Candidates.Any(candidate => Has(candidate, parameter)))
                yield return $"'{parameter.Name}' is to be tuned, and no candidate has that option.{Near(parameter.Name, plan.Candidates)}";
        }

        foreach (OptionsRule rule in plan.Phases.SelectMany(phase => phase.Space?.Rules.OfType<OptionsRule>() ?? []))
        {
            if (plan.Candidates.Count > 0 && !rule.IsAbout(plan.Candidates.SelectMany(Parts).Concat(plan.Phases.SelectMany(Chosen))))
                yield return $"The rule '{rule.Text}' is about {string.Join(" and ", rule.Types.Select(type => type.Name))}, which no "
                    + "candidate has. Leave it out.";
        }

        foreach (string problem in plan.Phases.SelectMany(
            phase => plan.Candidates.Select(candidate => SearchProblem(phase, candidate, plan.Seed))).OfType<string>().Distinct())
            yield return problem;
    }

    private static IEnumerable<IPart> Parts(FraudPipeline pipeline) => PipelineSlots.Of(pipeline).Select(place => place.Part);

    private static IEnumerable<IPart> Chosen(TuningPhase phase) => (phase.Space?.All() ?? []).OfType<ChoiceParameter>()
        .SelectMany(choice => choice.Choices.OfType<PartChoice>()).Select(choice => choice.Part).OfType<IPart>()
        .SelectMany(part => PipelineSlots.Within("", part)).Select(place => place.Part);

    private static string Near(string name, IReadOnlyList<FraudPipeline> candidates)
    {
        IEnumerable<string> known = candidates.SelectMany(candidate => ParameterSpace.Of(candidate).Parameters)
            .Select(parameter => parameter.Name);
        return NearNames.Hint(name, name.Contains('.', StringComparison.Ordinal)
            ? known : known.Select(option => option[(option.LastIndexOf('.') + 1)..]));
    }

    // A parameter that can't be told apart or breaks a rule is one that the candidate has; the search says what is wrong with it.
    private static bool Has(FraudPipeline candidate, TunableParameter parameter)
    {
        try
        {
            return new ParameterSpace([parameter]).For(candidate).Parameters.Count > 0;
        }
        catch (FraudMlException)
        {
            return true;
        }
    }

    // Any candidate may win, so each is asked now whether the search could begin.
    private static string? SearchProblem(TuningPhase phase, FraudPipeline candidate, int seed)
    {
        try
        {
            // One that has nothing to tune leaves the phase out if it wins.
            ParameterSpace space = phase.SpaceFor(candidate);
            if (space.Parameters.Count > 0 || phase.Space is { Parameters.Count: 0 }) phase.Search.Start(space, seed);
            return null;
        }
        catch (FraudMlException error)
        {
            return error.Message;
        }
    }
}
