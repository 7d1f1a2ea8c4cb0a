namespace FraudMl;

public sealed partial record ParameterSpace
{
    private ParameterSpace Choose(string slot, IPart?[] parts)
    {
        if (parts.Length == 0) throw new FraudMlException($"The slot {slot} needs at least one choice.");
        // Where the part around it is a choice too, the slot exists for some of its choices only.
        return Parameters.OfType<ChoiceParameter>()
            .FirstOrDefault(known => slot.StartsWith($"{known.Name}.", StringComparison.Ordinal)) is { } around
            ? Replace(around, around with { Children = [.. Inside(around, slot, parts)] })
            : this with
            {
                Parameters = [.. Parameters.Where(known => known.Name != slot
                    && !known.Name.StartsWith($"{slot}.", StringComparison.Ordinal)), Choice(slot, parts)],
            };
    }

    private static ChoiceParameter Choice(string slot, IPart?[] parts)
    {
        var choices = new List<PartChoice>();
        foreach (IPart? part in parts)
        {
            string name = part?.Name ?? "none";
            int same = choices.Count(known => known.Part?.Name == part?.Name);
            choices.Add(new PartChoice(same == 0 ? name : $"{name} ({same + 1})", part));
        }

        return new ChoiceParameter(slot, choices)
        {
            Children = [.. parts.Select(part => new ParameterSpace(part is null ? [] : [.. TunableOptions.Of(slot, part)]))],
        };
    }

    private static IEnumerable<ParameterSpace> Inside(ChoiceParameter around, string slot, IPart?[] parts)
    {
        bool[] having = [.. around.Choices.Select(known =>
            known is PartChoice { Part: { } part } && PipelineSlots.Within(around.Name, part).Any(place => place.Slot == slot))];
        return having.Contains(true)
            ? having.Select((has, choice) => has ? around.ChildrenOf(choice).Choose(slot, parts) : around.ChildrenOf(choice))
            : throw new FraudMlException($"None of the choices {string.Join(", ", around.Choices)} has the slot {slot}.");
    }

    // A parameter takes the place of the one that it means, wherever that stands; one that means none is new.
    private ParameterSpace With(TunableParameter parameter)
    {
        TunableParameter[] meant = [.. All().Where(known => IsMeant(known, parameter))];
        string[] names = [.. meant.Select(known => known.Name).Distinct()];
        if (names.Length > 1) throw new FraudMlException(
            $"'{parameter.Name}' can be {string.Join(" or ", names)}. Write out which is meant.");
        if (meant.Length == 0) return this with { Parameters = [.. Parameters, TunableOptions.Checked(parameter)] };
        // Several choices of a part may have an option of one name, each its own.
        return meant.Aggregate(this, (space, known) => space.With(parameter, known));
    }

    private ParameterSpace With(TunableParameter parameter, TunableParameter meant)
    {
        TunableParameter replacing = TunableOptions.Checked(
            parameter with { Name = meant.Name, OptionsType = parameter.OptionsType ?? meant.OptionsType });
        return parameter.Name == meant.Name && Parameters.Contains(meant)
            ? this with { Parameters = [.. Parameters.Where(known => known != meant), replacing] }
            : Replace(meant, replacing);
    }

    /// <summary>Returns all parameters, those of choices too.</summary>
    internal IEnumerable<TunableParameter> All() =>
        Parameters.SelectMany(parameter => parameter is ChoiceParameter { Children: var children }
        ? [parameter, .. children.SelectMany(child => child.All())]
        : (TunableParameter[])[parameter]);

    private ParameterSpace Replace(TunableParameter old, TunableParameter replacing) => this with
    {
        Parameters = [.. Parameters.Select(parameter =>
            ReferenceEquals(parameter, old) ? replacing
            : parameter is ChoiceParameter { Children.Count: > 0 } choice
                ? choice with { Children = [.. choice.Children.Select(child => child.Replace(old, replacing))] }
            : parameter)],
    };

    private static bool IsMeant(TunableParameter known, TunableParameter parameter) =>
        (known.Name == parameter.Name || (!parameter.Name.Contains('.', StringComparison.Ordinal) && known.Option == parameter.Name))
        && (parameter.OptionsType is null || known.OptionsType is null || known.OptionsType == parameter.OptionsType);
}
