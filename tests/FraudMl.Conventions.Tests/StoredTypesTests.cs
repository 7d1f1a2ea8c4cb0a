using System.Reflection;
using System.Runtime.CompilerServices;

namespace FraudMl.Conventions.Tests;

/// <summary>What a pipeline leaves behind when it is fitted can be stored, in every package.</summary>
public sealed class StoredTypesTests
{
    private static readonly Type[] Parts = [typeof(IFittedStep), typeof(ScoringModel), typeof(FittedCalibrator), typeof(FittedDecision)];

    [Fact]
    public void Every_fitted_type_of_a_package_has_a_name_in_files() =>
        Fitted().Where(type => type.GetCustomAttribute<StoredAsAttribute>() is null)
            .Select(type => $"{type.FullName} has no [StoredAs]: models with it can't be saved.").ShouldBeNone();

    [Fact]
    public void No_two_fitted_types_have_the_same_name() =>
        Fitted().GroupBy(type => (Part: Parts.First(part => part.IsAssignableFrom(type)),
            type.GetCustomAttribute<StoredAsAttribute>()?.Name))
            .Where(group => group.Count() > 1)
            .Select(group => $"{string.Join(" and ", group.Select(type => type.FullName))} are both stored as '{group.Key.Name}'.")
            .ShouldBeNone();

    [Fact]
    public void Every_named_type_is_added_by_its_package()
    {
        foreach (Assembly package in Packages.All) RuntimeHelpers.RunModuleConstructor(package.ManifestModule.ModuleHandle);

        Fitted().Where(type => !StoredTypes.Contains(type))
            .Select(type => $"{type.FullName} is not added to StoredTypes by {type.Assembly.GetName().Name}.").ShouldBeNone();
    }

    private static IEnumerable<Type> Fitted() => Packages.All.SelectMany(package => package.GetTypes())
        .Where(type => type is { IsAbstract: false, IsInterface: false } && Parts.Any(part => part.IsAssignableFrom(type)));
}
