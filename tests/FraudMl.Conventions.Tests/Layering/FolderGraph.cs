using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FraudMl.Conventions.Tests.Layering;

/// <summary>The references between the first-level folders of a package, by what the compiler binds each name to.</summary>
internal sealed class FolderGraph
{
    /// <summary>What stands in no folder.</summary>
    public const string Root = ".";

    // What the build imports: the SDK's own and the namespaces of FraudMl.Core.
    private static readonly string GlobalUsings = string.Concat(
        new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
            "System.Threading.Tasks" }
            .Concat(typeof(Dataset).Assembly.GetExportedTypes().Select(type => type.Namespace!).Distinct())
            .Select(name => $"global using {name};"));

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    // Shared, so that the compiler reads each assembly once for all packages.
    private static readonly PortableExecutableReference[] Assemblies =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly string _root;
    private readonly CSharpCompilation _compilation;
    private readonly Lazy<Binding[]> _bindings;

    public FolderGraph(string package)
    {
        _root = Repository.PathOf("src", package);
        IEnumerable<SyntaxTree> sources = Repository.Files(_root, "*.cs")
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Parse, path));
        _compilation = CSharpCompilation.Create(
            package, [.. sources, CSharpSyntaxTree.ParseText(GlobalUsings, Parse)],
            Assemblies.Where(assembly => Path.GetFileNameWithoutExtension(assembly.FilePath) != package),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));
        _bindings = new Lazy<Binding[]>(() => [.. Trees.AsParallel().AsOrdered().SelectMany(Bind)]);
    }

    /// <summary>The folders that hold code.</summary>
    public IEnumerable<string> Folders => Trees.Select(tree => FolderOf(tree.FilePath)).Distinct();

    private IEnumerable<SyntaxTree> Trees => _compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0);

    /// <summary>The share of the names that the compiler can bind; what generated code declares, it can't.</summary>
    public double BoundShare => _bindings.Value.Average(binding => binding.IsBound ? 1.0 : 0);

    /// <summary>Returns every reference from a file to something that another folder declares.</summary>
    public IEnumerable<Arrow> Arrows() => _bindings.Value.Select(binding => binding.Arrow).OfType<Arrow>().Distinct();

    private IEnumerable<Binding> Bind(SyntaxTree tree)
    {
        SemanticModel model = _compilation.GetSemanticModel(tree);
        string from = FolderOf(tree.FilePath);
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            SymbolInfo info = model.GetSymbolInfo(name);
            bool bound = info is { Symbol: not null } or { CandidateSymbols.Length: > 0 }
                || name.Identifier.Text is "var" or "nameof" or "_" or "field";
            yield return new Binding(bound, ArrowTo(info.Symbol, from, tree));
        }
    }

    private Arrow? ArrowTo(ISymbol? symbol, string from, SyntaxTree tree) =>
        symbol is not null && DeclaredAt(symbol) is { Length: > 0 } files && files.All(file => FolderOf(file) != from)
            ? new Arrow(from, FolderOf(files[0]), Path.GetRelativePath(_root, tree.FilePath), symbol.Name)
            : null;

    private static string[] DeclaredAt(ISymbol symbol)
    {
        if (symbol is INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or IRangeVariableSymbol) return [];
        if (symbol is IMethodSymbol { ReducedFrom: { } reduced }) symbol = reduced;
        symbol = symbol.OriginalDefinition;
        IEnumerable<SyntaxReference> places = symbol.DeclaringSyntaxReferences;
        if (!places.Any() && symbol.ContainingType is { } owner) places = owner.OriginalDefinition.DeclaringSyntaxReferences;
        return [.. places.Select(place => place.SyntaxTree.FilePath).Where(path => path.Length > 0)];
    }

    private string FolderOf(string path)
    {
        string relative = Path.GetRelativePath(_root, path);
        int end = relative.IndexOf(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return end < 0 ? Root : relative[..end];
    }

    /// <summary>What the compiler made of one name.</summary>
    private readonly record struct Binding(bool IsBound, Arrow? Arrow);

    /// <summary>A reference between folders.</summary>
    /// <param name="From">The folder that refers.</param>
    /// <param name="To">The folder that declares.</param>
    /// <param name="File">The file that refers.</param>
    /// <param name="Name">What it refers to.</param>
    public sealed record Arrow(string From, string To, string File, string Name);
}
