using System.Globalization;

namespace FraudMl;

/// <summary>The configurations that are tried before a search begins: those that did well on other data.</summary>
/// <remarks>The zero-shot idea of portfolios (Feurer et al., Auto-sklearn 2.0, JMLR 23, 2022): the first of every learner, the cheap ones
/// first, then the second of each.</remarks>
internal static class Portfolio
{
    /// <summary>Returns them as points of a space, without the first learner as it is, which a run begins with.</summary>
    public static IReadOnlyList<ParameterSet> Of(ParameterSpace space, LearnerChoice learners)
    {
        IPart first = learners.Learners[0].Part;
        var points = new List<ParameterSet>();
        points.AddRange(learners.Learners.Skip(1).Where(offer => offer.Cost <= 2).Select(offer => Point(space, offer.Part)));
        foreach (ChoiceParameter steps in space.Parameters.OfType<ChoiceParameter>().Where(choice => IsOfStep(choice.Name)))
            points.AddRange(steps.Choices.Skip(1).Select(step => Point(space, first, null, (steps.Name, step))));
        for (int round = 0; learners.Learners.Any(offer => offer.Portfolio.Count > round); round++)
        {
            points.AddRange(learners.Learners.Where(offer => offer.Portfolio.Count > round && (offer.Cost <= 2 || round > 0))
                .Select(offer => Point(space, offer.Portfolio[round])));
            if (round == 0) points.AddRange(learners.Resamplers.Select(offer => Point(space, first, offer.Part)));
        }

        points.AddRange(learners.Learners.Skip(1).Where(offer => offer.Cost > 2).Select(offer => Point(space, offer.Part)));
        return points;
    }

    private static bool IsOfStep(string name) => name.StartsWith("steps[", StringComparison.Ordinal);

    private static ParameterSet Point(
        ParameterSpace space, IPart trainer, IPart? resampler = null, (string Name, object Value)? step = null)
    {
        var values = new Dictionary<string, object>();
        Fill(space, null);
        return new ParameterSet(values);

        void Fill(ParameterSpace within, IPart? owner)
        {
            foreach (TunableParameter parameter in within.Parameters)
            {
                if (parameter is NumericParameter range)
                    values[range.Name] = range.IsInteger ? ParameterValues.Whole(Math.Round(Value(range, owner))) : Value(range, owner);
                if (parameter is not ChoiceParameter choice) continue;
                IPart? part = choice.Name switch
                {
                    PipelineSlots.Trainer => trainer,
                    PipelineSlots.Resampler => resampler,
                    _ => null,
                };
                int place = choice.Name == step?.Name ? choice.Choices.ToList().IndexOf(step.Value.Value)
                    : IsOfStep(choice.Name) ? 0
                    : choice.Choices.ToList().FindIndex(known => known is PartChoice wanted
                        ? wanted.Part?.Name == part?.Name : Equals(known, Own(choice, owner)));
                values[choice.Name] = choice.Choices[Math.Max(0, place)];
                Fill(choice.ChildrenOf(Math.Max(0, place)), part);
            }
        }
    }

    private static object? Own(TunableParameter parameter, IPart? owner) =>
        owner?.Options.GetType().GetProperty(parameter.Option)?.GetValue(owner.Options);

    // What a part says of itself, moved into the range where it lies outside.
    private static double Value(NumericParameter range, IPart? owner)
    {
        double value = Own(range, owner) is { } own ? Convert.ToDouble(own, CultureInfo.InvariantCulture) : range.At(0.5);
        return Math.Clamp(value, range.Low, range.High);
    }
}
