using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using FraudMl.Conventions.Tests.Definitions;
using FraudMl.Mlflow;

namespace FraudMl.Conventions.Tests;

/// <summary>Whatever is printed shows what a person looks for: never the name of its type or of a list's, never a secret.</summary>
public sealed class ToStringTests
{
    private static readonly string[] SecretNames =
    [
        "Secret", "Password", "Token", "Credential", "Credentials", "Authorization", "Headers", "Cookie", "ApiKey", "AccessKey", "AccountKey",
        "PrivateKey", "ConnectionString",
    ];

    // A word of a file, which is null where it may say something about a person.
    private static readonly (Type, string)[] Harmless = [(typeof(DatasetWarning), "Token")];

    [Fact]
    public void No_type_prints_the_name_of_its_type() => Seen()
        .Where(type => Method(type).DeclaringType is { } declaring && (declaring == typeof(object) || declaring == typeof(ValueType)))
        .Select(type => $"{type.FullName} prints the name of its type: give it a ToString.").ShouldBeNone();

    [Fact]
    public void No_record_prints_the_name_of_a_list() =>
        (from type in Seen()
         where IsGenerated(type)
         from property in Printed(type)
         where property.PropertyType != typeof(string) && (property.PropertyType.IsAssignableTo(typeof(IEnumerable))
            || property.PropertyType.IsAssignableTo(typeof(Delegate))
            || property.PropertyType.Name.Contains("Memory`", StringComparison.Ordinal))
         select $"{type.FullName} prints {property.Name} as the name of its type: return RecordText.Of(this).").ShouldBeNone();

    [Fact]
    public void No_record_prints_a_secret() =>
        (from type in Seen()
         where IsGenerated(type)
         from property in Printed(type)
         where SecretNames.Any(property.Name.EndsWith)
         where !Harmless.Contains((type, property.Name)) && property.PropertyType == typeof(string)
         select $"{type.FullName} prints {property.Name}: return RecordText.Of(this).").ShouldBeNone();

    [Fact]
    public void Nothing_that_holds_a_secret_prints_it()
    {
        const string Secret = "hush-hush";
        (Type Type, PropertyInfo Property)[] secrets = [.. from type in Packages.All.SelectMany(package => package.GetTypes())
            where type is { IsInterface: false, IsAbstract: false, ContainsGenericParameters: false }
            from property in Printed(type)
            where property.CanWrite && SecretNames.Any(property.Name.EndsWith) && !Harmless.Contains((type, property.Name))
            where property.PropertyType == typeof(string) || property.PropertyType == typeof(IReadOnlyDictionary<string, string>)
            select (type, property)];
        secrets.Select(secret => secret.Type.Name).ShouldContain("MlflowOptions");
        secrets.Where(secret =>
        {
            object holder = RuntimeHelpers.GetUninitializedObject(secret.Type);
            secret.Property.SetValue(holder, secret.Property.PropertyType == typeof(string) ? Secret
                : new Dictionary<string, string> { ["x"] = Secret });
            return holder.ToString()!.Contains(Secret, StringComparison.Ordinal);
        }).Select(secret => $"{secret.Type.FullName} prints {secret.Property.Name}: return RecordText.Of(this).").ShouldBeNone();
    }

    [Fact]
    public void Parts_print_their_names_and_the_options_that_differ()
    {
        foreach (Type type in RandomParts.Defined)
        {
            var part = new RandomParts(7).Of(type);
            string? text = part.ToString();
            text.ShouldNotBeNull();
            text.ShouldStartWith(part.Name);
            text.ShouldNotContain("FraudMl.");
            text.ShouldNotContain("ReadOnlyArray");
        }

        Trainers.LightGbm().ToString().ShouldBe(Trainers.LightGbm().Name);
        Trainers.LightGbm(new() { LeafCount = 63, IncreasingFeatures = ["Amount"] }).ToString()
            .ShouldBe($"{Trainers.LightGbm().Name} {{ LeafCount = 63, IncreasingFeatures = [Amount] }}");
        Folds.Stratified(3, seed: 7).ToString().ShouldBe("Stratified(3, seed 7)");
    }

    [Fact]
    public void Options_print_their_values_in_any_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = german;
            new SmoteOptions { TargetRatio = 0.25 }.ToString().ShouldContain("TargetRatio = 0.25");
            new BinOptions { Edges = [0.5, 1.5] }.ToString().ShouldContain("Edges = [0.5, 1.5]");
            new CsvOptions { MissingTokens = ["?"], OnQuarantine = _ => { } }.ToString().ShouldContain("MissingTokens = [?]");
            new ScoredRowsOptions { Weights = new double[5000] }.ToString().ShouldContain("Weights = [5,000 numbers]");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static IEnumerable<Type> Seen() => Packages.All.SelectMany(package => package.GetTypes())
        .Where(type => type is { IsInterface: false, IsEnum: false, IsAbstract: false, IsByRefLike: false, IsNestedPrivate: false })
        .Where(type => !type.IsSubclassOf(typeof(Exception)) && !type.IsSubclassOf(typeof(Attribute))
            && !type.IsSubclassOf(typeof(Delegate)))
        .Where(type => !type.Name.Contains('$', StringComparison.Ordinal) && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
        .Where(type => type.IsVisible || type.GetInterfaces().Append(type.BaseType!).Any(IsOurs));

    // What a public call returns, whatever stands behind it; clients of MLflow's areas are methods only.
    private static bool IsOurs(Type type) => type is { IsVisible: true, Namespace: { } name }
        && (name == "FraudMl" || name.StartsWith("FraudMl.", StringComparison.Ordinal))
        && !name.StartsWith("FraudMl.Mlflow", StringComparison.Ordinal);

    private static MethodInfo Method(Type type) => type.GetMethod(nameof(ToString), Type.EmptyTypes)!;

    private static bool IsGenerated(Type type) => Method(type).IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static IEnumerable<PropertyInfo> Printed(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0);
}
