using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;

namespace FraudMl;

/// <summary>What options say about being tuned: their ranges, their rules, and which are whole numbers.</summary>
internal static class TunableOptions
{
    /// <summary>Returns the ranges that the options of a part, and of those that it is made of, state; options that are
    /// null are not in use.</summary>
    public static IEnumerable<TunableParameter> Of(string slot, IPart part) =>
        from place in PipelineSlots.Within(slot, part)
        from property in place.Part.Options.GetType().GetProperties()
        let tune = property.GetCustomAttribute<TuneAttribute>()
        where tune is not null && property.GetValue(place.Part.Options) is not null
        select Parameter($"{place.Slot}.{property.Name}", property, tune) with { OptionsType = place.Part.Options.GetType() };

    private static TunableParameter Parameter(string name, PropertyInfo property, TuneAttribute tune) =>
        property.PropertyType == typeof(bool) ? new ChoiceParameter(name, [false, true])
        : property.PropertyType.IsEnum ? new ChoiceParameter(name, [.. Enum.GetValuesAsUnderlyingType(property.PropertyType)
            .Cast<object>().Select(value => Enum.ToObject(property.PropertyType, value))])
        : new NumericParameter(name, tune.Low, tune.High, tune.Scale, OptionsValues.IsInteger(property))
        {
            Cap = tune.Cap, IsCostly = tune.IsCostly,
        };

    /// <summary>Returns the name of the option that an expression reads.</summary>
    public static string Named(LambdaExpression option, Type optionsType)
    {
        Expression body = option.Body;
        while (body is UnaryExpression { NodeType: ExpressionType.Convert } convert) body = convert.Operand;
        return body is MemberExpression { Member: PropertyInfo { CanWrite: true } property, Expression: ParameterExpression }
            ? property.Name
            : throw new FraudMlException(
                $"'{option.Body}' is no option of {optionsType.Name}. Name one by itself, as in ({optionsType.Name} o) => o.…");
    }

    /// <summary>Returns a range of a known option.</summary>
    public static NumericParameter Range(
        string name, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type optionsType, double low,
        double high, Scale scale)
    {
        TunableParameter range = ParameterSpace.Empty.Range(name, low, high, scale,
            OptionsValues.IsInteger(optionsType.GetProperty(name)!)).Parameters[0];
        return (NumericParameter)range with { OptionsType = optionsType };
    }

    /// <summary>Returns a parameter as a pipeline can vary it; null when the pipeline does not have it.</summary>
    public static TunableParameter? For(TunableParameter parameter, FraudPipeline pipeline)
    {
        if (parameter is ChoiceParameter { Choices: [PartChoice, ..] } parts)
        {
            if (!PipelineSlots.Takes(pipeline, parts.Name)) return null;
            return parts with
            {
                Children =
                [
                    .. parts.Choices.Select((choice, i) =>
                        parts.ChildrenOf(i).For(pipeline.With(new ParameterSet(new Dictionary<string, object> { [parts.Name] = choice })))),
                ],
            };
        }

        if (PipelineSlots.Find(pipeline, parameter.Name, parameter.OptionsType) is not { } found) return null;
        Type optionsType = PipelineSlots.Of(pipeline).First(place => place.Slot == found.Slot).Part.Options.GetType();
        TunableParameter known = Checked(parameter with { Name = $"{found.Slot}.{found.Option}", OptionsType = optionsType });
        return known is ChoiceParameter choices
            ? choices with { Children = [.. choices.Children.Select(child => child.For(pipeline))] } : known;
    }

    /// <summary>Checks a range by the rule of its option, where that is known, and walks whole numbers as such.</summary>
    /// <exception cref="FraudMlException">Thrown when an end breaks the rule.</exception>
    public static TunableParameter Checked(TunableParameter parameter)
    {
        if (parameter is not NumericParameter range || range.OptionsType?.GetProperty(range.Option) is not { } property) return parameter;
        if (property.GetCustomAttribute<RuleAttribute>() is { } rule && !(rule.Allows(range.Low) && rule.Allows(range.High)))
            throw new FraudMlException(FormattableString.Invariant(
                $"{range.Name} must be {rule}. Got the range [{range.Low}, {range.High}] instead."));
        return range with
        {
            IsInteger = range.IsInteger || OptionsValues.IsInteger(property),
            IsCostly = range.IsCostly || property.GetCustomAttribute<TuneAttribute>() is { IsCostly: true },
        };
    }
}
