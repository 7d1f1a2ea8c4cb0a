using System.Globalization;

namespace FraudMl;

/// <summary>What is wrong with a space, told before the first trial.</summary>
internal static class SpaceCheck
{
    /// <summary>Throws one error with every problem of a space.</summary>
    public static void Require(ParameterSpace space)
    {
        if (space.Parameters.Count == 0) throw new FraudMlException(
            "The space to search has no parameters. Add some with ParameterSpace.Range, Choices or ChooseTrainer.");
        string[] problems = [.. Problems(space, []).Distinct(), .. Homeless(space).Select(rule =>
            $"The rule '{rule.Text}' is about options of a pipeline that this space does not know. Give it by .For(pipeline).")];
        if (problems.Length == 1) throw new FraudMlException(problems[0]);
        if (problems.Length > 1) throw new FraudMlException("The space can't be searched", problems);
    }

    private static IEnumerable<OptionsRule> Homeless(ParameterSpace space) =>
        space.Pipeline is null ? space.Rules.OfType<OptionsRule>() : [];

    private static IEnumerable<string> Problems(ParameterSpace space, IReadOnlyCollection<string> around)
    {
        var names = new List<string>(around);
        foreach (TunableParameter parameter in space.Parameters)
        {
            if (names.Contains(parameter.Name)) yield return $"{parameter.Name} is in the space twice at once. Leave one of the two out.";
            names.Add(parameter.Name);
            if (Problem(parameter) is { } problem) yield return problem;
        }

        foreach (ChoiceParameter choice in space.Parameters.OfType<ChoiceParameter>())
        {
            for (int i = 0; i < choice.Choices.Count; i++)
            {
                foreach (string problem in Problems(choice.ChildrenOf(i), names)) yield return problem;
            }
        }
    }

    private static string? Problem(TunableParameter parameter) => parameter switch
    {
        ChoiceParameter { Choices.Count: 0 } => $"{parameter.Name} has no choices. Give it at least one.",
        ChoiceParameter => null,
        NumericParameter range when !double.IsFinite(range.Low) || !double.IsFinite(range.High) || range.Low > range.High =>
            Text(range, "goes from a finite number to one that is not smaller"),
        NumericParameter { Scale: Scale.Log, Low: <= 0 } range => Text(range, "is positive on a log scale"),
        NumericParameter { Step: { } step } range when !(step > 0) || range.Scale == Scale.Log
            || (range.IsInteger && (step != Math.Round(step) || range.Low != Math.Round(range.Low))) =>
            Text(range, "goes from a number up by steps above 0, whole ones where it is whole, on a linear scale"),
        NumericParameter { IsInteger: true } range when Math.Ceiling(range.Low) > Math.Floor(range.High) =>
            Text(range, "has a whole number in it"),
        NumericParameter => null,
        _ => ParameterValues.Unknown(parameter).Message,
    };

    private static string Text(NumericParameter range, string rule) => string.Create(CultureInfo.InvariantCulture,
        $"The range of {range.Name} can't be searched: one that can {rule}. Got [{range.Low}, {range.High}] instead.");
}
