namespace FraudMl;

public sealed partial record ParameterSpace
{
    private ParameterSpace Choose(string slot, IPart?[] parts)
    {
        if (parts.Length == 0) throw new FraudMlException($"The slot {slot} needs at least one choice.");
        var choices = new List<PartChoice>();
        foreach (IPart? part in parts)
        {
            string name = part?.Name ?? "none";
            int same = choices.Count(known => known.Part?.Name == part?.Name);
            choices.Add(new PartChoice(same == 0 ? name : $"{name} ({same + 1})", part));
        }

        var choice = new ChoiceParameter(slot, choices) { Children = [.. parts.Select(part => new ParameterSpace(part is null ? [] : [.. TunableOptions.Of(slot, part)]))] };
        return new([.. Parameters.Where(known => known.Name != slot && !known.Name.StartsWith($"{slot}.", StringComparison.Ordinal)), choice]);
    }

    // A parameter takes the place of the one that it means, wherever that stands; one that means none is new.
    private ParameterSpace With(TunableParameter parameter)
    {
        TunableParameter[] meant = [.. All().Where(known => IsMeant(known, parameter))];
        if (meant.Length > 1)
            throw new FraudMlException($"'{parameter.Name}' can be {string.Join(" or ", meant.Select(known => known.Name))}. Write out which is meant.");
        if (meant.Length == 0) return new([.. Parameters, TunableOptions.Checked(parameter)]);
        TunableParameter replacing = TunableOptions.Checked(parameter with { Name = meant[0].Name, OptionsType = parameter.OptionsType ?? meant[0].OptionsType });
        return parameter.Name == meant[0].Name && Parameters.Contains(meant[0])
            ? new([.. Parameters.Where(known => known != meant[0]), replacing])
            : Replace(meant[0], replacing);
    }

    private IEnumerable<TunableParameter> All() =>
        Parameters.SelectMany(parameter => parameter is ChoiceParameter { Children: var children } ? [parameter, .. children.SelectMany(child => child.All())] : (TunableParameter[])[parameter]);

    private ParameterSpace Replace(TunableParameter old, TunableParameter replacing) => new([.. Parameters.Select(parameter =>
        ReferenceEquals(parameter, old) ? replacing
        : parameter is ChoiceParameter { Children.Count: > 0 } choice ? choice with { Children = [.. choice.Children.Select(child => child.Replace(old, replacing))] }
        : parameter)]);

    private static bool IsMeant(TunableParameter known, TunableParameter parameter) =>
        (known.Name == parameter.Name || (!parameter.Name.Contains('.', StringComparison.Ordinal) && known.Option == parameter.Name))
        && (parameter.OptionsType is null || known.OptionsType is null || known.OptionsType == parameter.OptionsType);
}
