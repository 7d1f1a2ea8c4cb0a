using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl;

/// <summary>Turns parts into definitions and back.</summary>
internal static class DefinedParts
{
    public const string Reflection =
        "Definitions find parts and their options by reflection; nothing between a model file and a score does.";

    [RequiresUnreferencedCode(Reflection), RequiresDynamicCode(Reflection)]
    public static PartDefinition Define(IPart part)
    {
        Type type = part.GetType();
        return new PartDefinition(KindOf(part))
        {
            Package = type.Assembly.GetName().Name,
            Columns = (part as IFeatureStep)?.Columns,
            Options = part.Options is NoOptions ? null : OptionsJson.Write(part.Options, part.Name),
            Parts = part.Parts.Count == 0 ? null : [.. part.Parts.Select(Define)],
        };
    }

    [RequiresUnreferencedCode(Reflection)]
    public static string KindOf(IPart part)
    {
        Type type = part.GetType();
        if (type.GetCustomAttribute<DefinedAsAttribute>() is { } named) return named.Kind;
        bool isCode = type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => parameter.ParameterType.IsAssignableTo(typeof(Delegate)));
        throw new FraudMlException(isCode
            ? $"{part.Name} is made of C# that only this process has, so it can't be written as data. Take a part of a catalogue, or "
                + $"build the pipeline in code where it runs."
            : $"{part.Name} can't be written as data: give {type.Name} a [DefinedAs(\"…\")].");
    }

    /// <summary>Makes a part from its definition and checks its options.</summary>
    /// <exception cref="FraudMlException">Thrown, with the place, when its kind is unknown or of another seam, or an option is
    /// unknown or invalid.</exception>
    [RequiresUnreferencedCode(Reflection), RequiresDynamicCode(Reflection)]
    public static T Create<T>(PartDefinition definition, string place)
        where T : class, IPart
    {
        IPart part = Create(definition, place);
        return part as T ?? throw new FraudMlException(
            $"The {place} is '{definition.Kind}', which is no {typeof(T).Name}. It is a {SeamOf(part.GetType())}.");
    }

    [RequiresUnreferencedCode(Reflection), RequiresDynamicCode(Reflection)]
    private static IPart Create(PartDefinition definition, string place)
    {
        Type type = PartKinds.Find(definition.Kind) ?? throw Unknown(definition, place);
        ConstructorInfo constructor = type.GetConstructors() is [{ } only]
            ? only
            : throw new FraudMlException($"{type.Name} must have one public constructor to be made from a definition.");
        IPart[] parts = [.. (definition.Parts ?? []).Select((part, i) => Create(part, $"{place}.parts[{i}]"))];
        var ingredients = new Queue<IPart>(parts);
        object?[] arguments = [.. constructor.GetParameters()
            .Select(parameter => Argument(parameter.ParameterType, definition, ingredients, parts, place))];
        if (ingredients.Count > 0)
            throw Ingredients(definition, place, parts.Length == ingredients.Count ? "no parts" : "fewer parts", parts);
        try
        {
            return ((IPart)constructor.Invoke(arguments)).Checked();
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    [RequiresUnreferencedCode(Reflection), RequiresDynamicCode(Reflection)]
    private static object Argument(Type type, PartDefinition definition, Queue<IPart> ingredients, IPart[] parts, string place)
    {
        if (type == typeof(Columns))
            return definition.Columns ?? throw new FraudMlException($"The {place}, {definition.Kind}, must name its columns.");
        if (type.IsAssignableTo(typeof(ValidatedOptions)))
            return type == typeof(NoOptions) ? NoOptions.Instance
                : OptionsJson.Read(definition.Options, type, $"{place}, {definition.Kind},");
        if (type.IsAssignableTo(typeof(IPart)))
        {
            return ingredients.TryDequeue(out IPart? single) && single.GetType().IsAssignableTo(type)
                ? single
                : throw Ingredients(definition, place, $"one {type.Name}", parts);
        }

        if (type is { IsGenericType: true } && type.GenericTypeArguments is [{ } item] && item.IsAssignableTo(typeof(IPart)))
        {
            IPart[] rest = [.. ingredients];
            if (rest.Length == 0 || !rest.All(part => part.GetType().IsAssignableTo(item)))
                throw Ingredients(definition, place, $"at least one {item.Name}", parts);
            ingredients.Clear();
            var list = Array.CreateInstance(item, rest.Length);
            rest.CopyTo(list, 0);
            return list;
        }

        throw new FraudMlException($"{definition.Kind} can't be made from a definition: its constructor takes {type.Name}, which is none "
            + $"of columns, options and parts.");
    }

    public static void RequireVersion(int version, int current, string what)
    {
        if (version < 1 || version > current)
            throw new FraudMlException($"This {what} definition has format version {version}, and this FraudMl reads up to {current}. "
                + $"Update the FraudMl packages.");
    }

    public static T Read<T>(string json, JsonTypeInfo<T> type, string what)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new FraudMlException($"This is no {what} definition: it is not what ToJson writes, at {e.Path ?? "$"}, "
                + $"line {(e.LineNumber ?? 0) + 1}.", e);
        }
    }

    private static FraudMlException Ingredients(PartDefinition definition, string place, string wanted, IPart[] parts) =>
        new($"The {place}, {definition.Kind}, is made of {wanted}. "
            + $"Got {(parts.Length == 0 ? "none" : string.Join(", ", parts.Select(part => part.Name)))} instead.");

    private static FraudMlException Unknown(PartDefinition definition, string place)
    {
        if (definition.Package is not { } package)
            return new($"The {place} is '{definition.Kind}', which no package of this app has. Reference the package that has it, or add "
                + $"it by PartKinds.Add(…).");
        bool isHere = AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == package);
        return new(isHere
            ? $"The {place} is '{definition.Kind}', which this version of {package} doesn't have. Update the package."
            : $"The {place} is '{definition.Kind}' of {package}, which this app doesn't use. Reference the package {package}; if it is "
                + $"referenced, name its assembly once by PartKinds.Add(…).");
    }

    private static string SeamOf(Type type) => type switch
    {
        _ when type.IsAssignableTo(typeof(IFeatureStep)) => nameof(IFeatureStep),
        _ when type.IsAssignableTo(typeof(IResampler)) => nameof(IResampler),
        _ when type.IsAssignableTo(typeof(ITrainer)) => nameof(ITrainer),
        _ when type.IsAssignableTo(typeof(ICalibrator)) => nameof(ICalibrator),
        _ when type.IsAssignableTo(typeof(IDecisionRule)) => nameof(IDecisionRule),
        _ => nameof(IFolds),
    };
}
