using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;

namespace FraudMl;

/// <summary>Prints parts as the catalogue calls that make them.</summary>
[RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
internal static class CSharpParts
{
    public static string Of(FraudPipeline pipeline)
    {
        IEnumerable<string> stages = pipeline.Steps.Select(step => $".{Of(step)}");
        if (pipeline.Resampler is not null) stages = stages.Append($".Resample({Of(pipeline.Resampler)})");
        stages = stages.Append($".Train({Of(pipeline.Trainer)})");
        if (pipeline.Calibrator is not null) stages = stages.Append($".Calibrate({Of(pipeline.Calibrator)})");
        if (pipeline.Decision is not null) stages = stages.Append($".DecideBy({Of(pipeline.Decision)})");
        stages = stages.Append(".Build()");
        if (pipeline.GivenName is { } name) stages = stages.Append($".Named({CSharpValues.Text(name)})");
        return string.Join("\n    ", ["new FraudPipelineBuilder()", .. stages]);
    }

    public static string Of(IPart part)
    {
        string kind = DefinedParts.KindOf(part);
        return $"{kind}({string.Join(", ", Arguments(part, MethodOf(part, kind)))})";
    }

    private static IEnumerable<string> Arguments(IPart part, MethodInfo method)
    {
        ParameterInfo[] parameters = [
            .. method.GetParameters().Where(parameter => parameter.ParameterType != typeof(FraudPipelineBuilder))];
        var ingredients = new Queue<IPart>(part.Parts);
        foreach (ParameterInfo parameter in parameters)
        {
            if (parameter.ParameterType.IsAssignableTo(typeof(ValidatedOptions)))
            {
                if (!HasDefaults(part.Options)) yield return CSharpValues.New(part.Options, "new()");
            }
            else
            {
                string value = Argument(part, parameter, ingredients);
                if (IsDefaultWord(parameter, value)) continue;
                yield return parameter == parameters[0] || !IsSetting(parameter) ? value : $"{parameter.Name}: {value}";
            }
        }
    }

    private static string Argument(IPart part, ParameterInfo parameter, Queue<IPart> ingredients)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(Columns)) return CSharpValues.Of(((IFeatureStep)part).Columns!);
        if (type.IsAssignableTo(typeof(IPart))) return Of(ingredients.Dequeue());
        if (ingredients.Count > 0 && IsList(type)) return $"[{string.Join(", ", ingredients.Select(Of))}]";
        bool isExpression = type.IsAssignableTo(typeof(LambdaExpression));
        PropertyInfo option = part.Options.GetType().GetProperties(CSharpValues.AnyInstance).FirstOrDefault(property => isExpression
            ? property.PropertyType == typeof(DerivedNode)
            : string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)) ?? throw new FraudMlException(
                $"{part.Name} can't be written as C#: {parameter.Member.Name} takes '{parameter.Name}', and {part.Options.GetType().Name} "
                + $"have no such option.");
        return CSharpValues.Of(option.GetValue(part.Options), option.PropertyType);
    }

    private static bool IsList(Type type) =>
        type is { IsGenericType: true } && type.GenericTypeArguments is [{ } item] && item.IsAssignableTo(typeof(IPart));

    private static bool IsSetting(ParameterInfo parameter) =>
        parameter.ParameterType.IsPrimitive || parameter.ParameterType.IsEnum || parameter.ParameterType == typeof(string);

    private static bool IsDefaultWord(ParameterInfo parameter, string value) =>
        parameter is { HasDefaultValue: true, ParameterType.IsEnum: true }
        && value == CSharpValues.Of(Enum.ToObject(parameter.ParameterType, parameter.RawDefaultValue!), parameter.ParameterType);

    private static bool HasDefaults(ValidatedOptions options) => options is NoOptions || CSharpValues.Changed(options).Count == 0;

    // The method that the kind names, in the package of the part; steps extend the builder, the rest returns its seam.
    private static MethodInfo MethodOf(IPart part, string kind)
    {
        string name = kind[(kind.LastIndexOf('.') + 1)..];
        IEnumerable<MethodInfo> methods =
            from catalogue in part.GetType().Assembly.GetExportedTypes()
            where catalogue.IsAbstract && catalogue.IsSealed
            from method in catalogue.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where method.Name == name && (part is IFeatureStep
                ? method.ReturnType == typeof(FraudPipelineBuilder)
                : method.ReturnType.IsAssignableTo(typeof(IPart)) && method.ReturnType.IsInstanceOfType(part))
            select method;
        return methods.FirstOrDefault() ?? throw new FraudMlException(
            $"{part.Name} can't be written as C#: {part.GetType().Assembly.GetName().Name} has no catalogue method {kind}(…), which its "
            + $"[DefinedAs] names.");
    }
}
