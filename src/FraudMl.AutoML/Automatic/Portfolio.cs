namespace FraudMl;

/// <summary>The configurations that are tried before a search begins: those that did well on other data.</summary>
/// <remarks>The zero-shot idea of portfolios (Feurer et al., Auto-sklearn 2.0, JMLR 23, 2022): the first of every learner, the cheap ones
/// first, then the second of each.</remarks>
internal static class Portfolio
{
    /// <summary>Returns them as points of a space.</summary>
    public static IReadOnlyList<ParameterSet> Of(ParameterSpace space, LearnerChoice learners)
    {
        var points = new List<ParameterSet>();
        int rounds = learners.Learners.Max(offer => offer.Portfolio.Count) + 1;
        for (int round = 0; round < rounds; round++)
        {
            foreach (OfferedPart offer in learners.Learners)
            {
                IPart? part = round == 0 ? offer.Part : offer.Portfolio.ElementAtOrDefault(round - 1);
                if (part is not null) points.Add(Point(space, part, null));
            }

            if (round != 0) continue;
            points.AddRange(learners.Resamplers.Select(offer => Point(space, learners.Learners[0].Part, offer.Part)));
        }

        return points;
    }

    private static ParameterSet Point(ParameterSpace space, IPart trainer, IPart? resampler)
    {
        var values = new Dictionary<string, object>();
        Fill(space, null);
        return new ParameterSet(values);

        void Fill(ParameterSpace within, IPart? owner)
        {
            foreach (TunableParameter parameter in within.Parameters)
            {
                if (parameter is ChoiceParameter choice)
                {
                    IPart? wanted = choice.Name == PipelineSlots.Trainer ? trainer : choice.Name == PipelineSlots.Resampler ? resampler : null;
                    int place = Math.Max(0, choice.Choices.ToList().FindIndex(known => known is PartChoice { Part: var part }
                        && (choice.Name == PipelineSlots.Resampler ? part?.Name == wanted?.Name : wanted is not null && part?.Name == wanted.Name)));
                    values[choice.Name] = choice.Choices[place];
                    Fill(choice.ChildrenOf(place), wanted ?? (choice.Choices[place] as PartChoice)?.Part);
                }
                else if (parameter is NumericParameter range)
                {
                    values[range.Name] = Value(range, owner);
                }
            }
        }
    }

    // What a part says of itself, moved into the range where it lies outside.
    private static object Value(NumericParameter range, IPart? owner)
    {
        object? own = owner?.Options.GetType().GetProperty(range.Option)?.GetValue(owner.Options);
        double value = own is null ? range.At(0.5) : Convert.ToDouble(own, System.Globalization.CultureInfo.InvariantCulture);
        double inside = Math.Clamp(value, range.Low, range.High);
        return range.IsInteger ? (object)(int)Math.Round(inside) : inside;
    }
}
