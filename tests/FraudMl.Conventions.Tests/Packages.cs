using System.Reflection;

namespace FraudMl.Conventions.Tests;

/// <summary>The built assemblies of src; a new package is enrolled by being there.</summary>
internal static class Packages
{
    public static IReadOnlyList<Assembly> All { get; } =
        [.. ProjectFile.In("src").Select(project => Path.Combine(AppContext.BaseDirectory, $"{project.Name}.dll")).Where(File.Exists)
            .Select(Assembly.LoadFrom)];

    public static TheoryData<string> Names => new(All.Select(assembly => assembly.GetName().Name!));

    public static Assembly Named(string name) => All.Single(assembly => assembly.GetName().Name == name);
}
