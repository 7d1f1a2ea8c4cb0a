using System.Globalization;

namespace FraudMl;

/// <summary>A space and its values as texts, for a journal: numbers so that they come back to the bit, choices by what they
/// print.</summary>
internal sealed class SpaceText
{
    private readonly ParameterSpace _space;

    public SpaceText(ParameterSpace space)
    {
        _space = space;
        Lines = [.. space.Parameters.SelectMany(parameter => Described(parameter, "")), .. space.Rules.Select(rule => $"{rule}")];
    }

    /// <value>A line for each parameter and each rule.</value>
    public string[] Lines { get; }

    /// <summary>Throws where two choices print the same: a journal could not tell them apart.</summary>
    public void RequireDistinctChoices()
    {
        foreach (ChoiceParameter choice in _space.All().OfType<ChoiceParameter>())
        {
            if (choice.Choices.Select(Text).Distinct().Count() < choice.Choices.Count)
                throw new FraudMlException($"Two choices of {choice.Name} print the same, and a journal can't tell them apart. Give them "
                    + $"a ToString, or choose by name.");
        }
    }

    /// <summary>Returns the values of a point as texts.</summary>
    public static Dictionary<string, string> Write(ParameterSet set) =>
        set.Values.ToDictionary(value => value.Key, value => Text(value.Value));

    /// <summary>Returns the point of some texts.</summary>
    /// <exception cref="FraudMlException">Thrown when it is none of this space.</exception>
    public ParameterSet Read(IReadOnlyDictionary<string, string> texts)
    {
        var values = new Dictionary<string, object>();
        Read(_space, texts, values);
        return new ParameterSet(values);
    }

    /// <summary>Returns the point of some values given by a user.</summary>
    /// <exception cref="FraudMlException">Thrown when a value is missing, unknown or out of its range, or the point breaks a
    /// rule.</exception>
    public ParameterSet Point(IReadOnlyList<ParameterValue> given)
    {
        ParameterSet set = Read(ParameterSet.Of([.. given.Select(value => (value.Name, value.Value))]).Values
            .ToDictionary(value => value.Key, value => Text(value.Value)));
        if (given.FirstOrDefault(value => !set.Values.ContainsKey(value.Name)) is { } unknown)
            throw new FraudMlException($"'{unknown.Name}' is no parameter of this point: the space has none of that name, or it belongs "
                + $"to a choice that is not taken.{NearNames.Hint(unknown.Name, set.Values.Keys)}");
        return _space.Allows(set) ? set : throw new FraudMlException(
            $"The point does not keep the rules of the space: {string.Join("; ", _space.Rules)}. Queue one that does.");
    }

    /// <summary>Returns whether two points have the same values.</summary>
    public static bool IsSame(ParameterSet a, ParameterSet b) => a.Values.Count == b.Values.Count
        && a.Values.All(value => b.Values.TryGetValue(value.Key, out object? other) && Equals(value.Value, other));

    private static void Read(ParameterSpace space, IReadOnlyDictionary<string, string> texts, Dictionary<string, object> values)
    {
        foreach (TunableParameter parameter in space.Parameters)
        {
            if (!texts.TryGetValue(parameter.Name, out string? text))
                throw new FraudMlException($"The point has no value of {parameter.Name}. Give one to each parameter that exists in it.");
            if (parameter is ChoiceParameter choice)
            {
                int place = choice.Choices.ToList().FindIndex(known => Text(known) == text);
                if (place < 0) throw new FraudMlException($"{choice.Name} has no choice '{text}'. Its choices are "
                    + $"{string.Join(", ", choice.Choices)}.");
                values[choice.Name] = choice.Choices[place];
                Read(choice.ChildrenOf(place), texts, values);
                continue;
            }

            var range = (NumericParameter)parameter;
            values[range.Name] = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && number >= range.Low && number <= range.High && (!range.IsInteger || number == Math.Round(number))
                ? range.IsInteger ? ParameterValues.Whole(number) : number
                : throw new FraudMlException($"{range.Name} must be {(range.IsInteger ? "a whole number " : "")}in "
                    + FormattableString.Invariant($"[{range.Low}, {range.High}]. Got {text} instead."));
        }
    }

    private static IEnumerable<string> Described(TunableParameter parameter, string where)
    {
        if (parameter is NumericParameter range)
        {
            string step = range.Step is { } by ? FormattableString.Invariant($" by {by:R}") : "";
            string kind = (range.Scale == Scale.Log ? " log" : "") + (range.IsInteger ? " whole" : "");
            yield return FormattableString.Invariant($"{where}{range.Name} in [{range.Low:R}, {range.High:R}]{kind}{step}");
        }

        if (parameter is not ChoiceParameter choice) yield break;
        yield return $"{where}{choice.Name} of {string.Join(", ", choice.Choices.Select(Text))}";
        for (int i = 0; i < choice.Choices.Count; i++)
        {
            foreach (string line in choice.ChildrenOf(i).Parameters.SelectMany(
                child => Described(child, $"{where}{choice.Name} = {Text(choice.Choices[i])}: "))) yield return line;
        }
    }

    private static string Text(object value) => value is double number
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value}");
}
