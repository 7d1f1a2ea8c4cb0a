using System.Reflection;

namespace FraudMl.Conventions.Tests;

/// <summary>Nouns join a catalogue such as <c>Resamplers</c> as extension members, one method each with one
/// optional options record.</summary>
public sealed class CatalogueTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance
        | BindingFlags.DeclaredOnly;

    // The design's catalogues. Costs and Folds are sentences of their own: Costs.PerTransaction(missedFraud, review: 5).
    private static readonly string[] Catalogues = ["Resamplers", "Trainers", "Calibrators", "Search"];

    private static readonly Noun[] Nouns =
        [.. Packages.All.SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(NounsOf)
            .Where(noun => Catalogues.Contains(noun.Catalogue.Name))];

    [Fact]
    public void A_noun_is_one_method() =>
        Nouns.GroupBy(noun => noun.Name).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key} has {group.Count()} overloads; new() becomes ambiguous. Keep one, with one options record.")
            .ShouldBeNone();

    [Fact]
    public void A_noun_takes_ingredients_and_one_optional_options_record() => Nouns.SelectMany(ParameterProblems).ShouldBeNone();

    [Fact]
    public void A_learner_is_called_what_the_user_typed() =>
        (from noun in Nouns
         where noun.Catalogue == typeof(Trainers) && noun.Method.Name != "FromMlNet"
         let name = Made(noun.Method).Name
         where !Letters(name).StartsWith(Letters(noun.Method.Name), StringComparison.OrdinalIgnoreCase)
         select $"{noun.Name} is called '{name}'. Call it by the letters of its method.").ShouldBeNone();

    [Fact]
    public void A_catalogue_has_no_members_of_its_own() =>
        (from catalogue in Nouns.Select(noun => noun.Catalogue).Distinct()
         from member in catalogue.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
         select $"{catalogue.Name}.{member.Name} is a real member and would shadow an extension; make it an extension member.")
         .ShouldBeNone();

    [Fact]
    public void The_rules_are_broken_by_what_they_forbid()
    {
        Noun[] wrong = [.. NounsOf(typeof(WrongCatalog))];
        wrong.Select(noun => noun.Name).ShouldBe(["Fruits.Apple", "Fruits.Pear"], ignoreOrder: true);
        wrong.SelectMany(ParameterProblems).Count().ShouldBe(2);
    }

    private static IEnumerable<string> ParameterProblems(Noun noun)
    {
        foreach (ParameterInfo parameter in noun.Method.GetParameters())
        {
            Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            if (type.IsSubclassOf(typeof(ValidatedOptions)))
            {
                if (!parameter.IsOptional || parameter.Position != noun.Method.GetParameters().Length - 1)
                    yield return $"{noun.Name}: '{parameter.Name}' must be the last parameter and optional.";
            }
            else if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(TimeSpan))
            {
                yield return $"{noun.Name}: '{parameter.Name}' is a setting; move it to the options record.";
            }
        }
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit));

    // The block's own method has no body; that of the container does it.
    private static IPart Made(MethodInfo method) => (IPart)method.DeclaringType!.DeclaringType!.GetMethods()
        .First(made => made.Name == method.Name).Invoke(null, [.. method.GetParameters().Select(parameter =>
        parameter.IsOptional ? parameter.DefaultValue
        : parameter.ParameterType == typeof(ITrainer) ? Trainers.LogisticRegression()
        : (object)new ITrainer[] { Trainers.LogisticRegression(), Trainers.DecisionTree() })])!;

    // The compiler keeps the members of extension(Receiver) in a nested type, whose nested type names the receiver.
    private static IEnumerable<Noun> NounsOf(Type container) =>
        from block in container.GetNestedTypes(Everything)
        from marker in block.GetNestedTypes(Everything)
        let receiver = marker.GetMethod("<Extension>$", Everything)?.GetParameters()[0].ParameterType
        where receiver is { IsClass: true, IsAbstract: true }
        from method in block.GetMethods(Everything)
        where method.IsStatic && !method.IsSpecialName
        select new Noun(receiver, method);

    private sealed record Noun(Type Catalogue, MethodInfo Method)
    {
        public string Name => $"{Catalogue.Name}.{Method.Name}";
    }
}
