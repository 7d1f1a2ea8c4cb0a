using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace FraudMl.Pipelines;

/// <summary>The kinds of parts that definitions can name.</summary>
/// <remarks>
/// They are found by <see cref="DefinedAsAttribute"/> in the assemblies that this process has loaded or that those
/// reference; a definition names a kind and never decides what is loaded.
/// </remarks>
public static class PartKinds
{
    private static readonly Lock Adding = new();
    private static readonly HashSet<Assembly> Seen = [];
    private static readonly Dictionary<string, Type> Kinds = new(StringComparer.Ordinal);

    /// <summary>Adds the kinds of a package, where nothing else of it is used before a definition names them. Adding it
    /// again does nothing.</summary>
    /// <param name="package">The package's assembly, for example <c>typeof(LightGbmOptions).Assembly</c>.</param>
    /// <exception cref="FraudMlException">Thrown when a kind is there already.</exception>
    [RequiresUnreferencedCode(DefinedParts.Reflection)]
    public static void Add(Assembly package)
    {
        lock (Adding) AddKinds(package);
    }

    [RequiresUnreferencedCode(DefinedParts.Reflection)]
    internal static Type? Find(string kind)
    {
        lock (Adding)
        {
            if (Kinds.TryGetValue(kind, out Type? known)) return known;
            AddReferences();
            return Kinds.GetValueOrDefault(kind);
        }
    }

    [RequiresUnreferencedCode(DefinedParts.Reflection)]
    private static void AddReferences()
    {
        var waiting = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        var met = new HashSet<Assembly>(waiting);
        while (waiting.TryDequeue(out Assembly? assembly))
        {
            AssemblyName[] references = assembly.GetReferencedAssemblies();
            if (assembly != typeof(PartKinds).Assembly
                && !references.Any(reference => reference.Name == typeof(PartKinds).Assembly.GetName().Name)) continue;
            AddKinds(assembly);
            foreach (AssemblyName reference in references.Where(reference => !IsFramework(reference.Name!)))
            {
                if (Load(reference) is { } found && met.Add(found)) waiting.Enqueue(found);
            }
        }
    }

    [RequiresUnreferencedCode(DefinedParts.Reflection)]
    private static void AddKinds(Assembly assembly)
    {
        if (!Seen.Add(assembly)) return;
        foreach (Type type in assembly.GetTypes())
        {
            if (type.GetCustomAttribute<DefinedAsAttribute>() is not { } named) continue;
            if (!Kinds.TryAdd(named.Kind, type) && Kinds[named.Kind] != type)
                throw new FraudMlException($"{type.FullName} is defined as '{named.Kind}', and so is {Kinds[named.Kind].FullName}. Give "
                    + $"one of them another name.");
        }
    }

    private static bool IsFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal)
            || name is "System" or "netstandard" or "mscorlib";

    private static Assembly? Load(AssemblyName reference)
    {
        try
        {
            return Assembly.Load(reference);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            // A reference that is not deployed can't be what the definition was made with here.
            return null;
        }
    }
}
